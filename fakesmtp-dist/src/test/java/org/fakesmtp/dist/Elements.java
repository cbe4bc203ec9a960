package org.fakesmtp.dist;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** The elements of a piece of XML, however it is indented. */
final class Elements {

    private final Element root;

    private Elements(Element root) {
        this.root = root;
    }

    /** Reads some elements that stand in a row. */
    static Elements of(String text) {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setIgnoringComments(true);
        try {
            InputSource source = new InputSource(new StringReader("<all>" + text + "</all>"));
            Element root = factory.newDocumentBuilder().parse(source).getDocumentElement();
            root.normalize();
            withoutIndentation(root);
            return new Elements(root);
        } catch (SAXException | IOException | ParserConfigurationException e) {
            throw new IllegalArgumentException("no XML: " + text, e);
        }
    }

    /** Reads a file's text, whose declaration does not count. */
    static Elements ofFile(String text) {
        return of(text.replaceFirst("^<\\?xml.*\\?>", ""));
    }

    /** Whether each of others stands somewhere here, with all that is in it. */
    boolean have(Elements others) {
        return children(others.root).stream()
                .filter(Element.class::isInstance)
                .allMatch(other -> nodes(root.getElementsByTagName(other.getNodeName())).stream()
                        .anyMatch(other::isEqualNode));
    }

    private static void withoutIndentation(Node node) {
        for (Node child : children(node)) {
            if (child.getNodeType() == Node.TEXT_NODE
                    && String.valueOf(child.getNodeValue()).isBlank()) {
                node.removeChild(child);
            }
            withoutIndentation(child);
        }
    }

    private static List<Node> children(Node node) {
        return nodes(node.getChildNodes());
    }

    private static List<Node> nodes(NodeList list) {
        return IntStream.range(0, list.getLength()).mapToObj(list::item).toList();
    }
}
