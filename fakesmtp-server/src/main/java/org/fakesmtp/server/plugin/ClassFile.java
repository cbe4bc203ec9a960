package org.fakesmtp.server.plugin;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * What a class file says of itself, read from its constant pool (JVMS, section 4.4): without loading it.
 *
 * @param major its version: 61 for Java 17
 * @param name the class, with dots
 * @param classes the classes that it names, with slashes
 * @param members the methods and fields that it uses
 * @param lambdas what it makes by {@code invokedynamic}: the name of the method, and its descriptor, whose result is the interface
 */
record ClassFile(int major, String name, List<String> classes, List<Member> members, List<Member> lambdas) {

    private static final int MAGIC = 0xCAFEBABE;
    private static final int UTF8 = 1;
    private static final int LONG = 5;
    private static final int DOUBLE = 6;
    private static final int CLASS = 7;
    private static final int FIELD = 9;
    private static final int METHOD = 10;
    private static final int INTERFACE_METHOD = 11;
    private static final int NAME_AND_TYPE = 12;
    private static final int METHOD_HANDLE = 15;
    private static final int DYNAMIC = 17;
    private static final int INVOKE_DYNAMIC = 18;

    /** A method or a field of a class; the owner has slashes and is empty for what is made by {@code invokedynamic}. */
    record Member(Kind kind, String owner, String name, String descriptor) {}

    /** As what a member is used. */
    enum Kind {
        FIELD,
        METHOD,
        INTERFACE_METHOD,
        LAMBDA;

        private static Kind of(int tag) {
            return switch (tag) {
                case ClassFile.FIELD -> FIELD;
                case ClassFile.METHOD -> METHOD;
                case ClassFile.INTERFACE_METHOD -> INTERFACE_METHOD;
                default -> LAMBDA;
            };
        }
    }

    /** An entry of the constant pool: its tag, a text, or one or two numbers. */
    private record Constant(int tag, String text, int first, int second) {}

    /**
     * Reads a class file.
     *
     * @throws IOException where it is none
     */
    static ClassFile read(InputStream in) throws IOException {
        DataInputStream data = new DataInputStream(in);
        if (data.readInt() != MAGIC) {
            throw new IOException("it does not begin like one");
        }
        data.readUnsignedShort();
        int major = data.readUnsignedShort();
        Pool pool = Pool.read(data);
        data.readUnsignedShort();
        String name = pool.className(data.readUnsignedShort()).replace('/', '.');
        return new ClassFile(
                major,
                name,
                pool.classes(),
                pool.members(FIELD, INTERFACE_METHOD),
                pool.members(INVOKE_DYNAMIC, INVOKE_DYNAMIC));
    }

    /** The constant pool. */
    private record Pool(List<Constant> constants) {

        private static final Constant NONE = new Constant(0, "", 0, 0);

        static Pool read(DataInputStream data) throws IOException {
            int count = data.readUnsignedShort();
            List<Constant> constants = new ArrayList<>(count);
            constants.add(NONE);
            while (constants.size() < count) {
                Constant constant = constant(data);
                constants.add(constant);
                if (constant.tag == LONG || constant.tag == DOUBLE) {
                    constants.add(NONE);
                }
            }
            return new Pool(constants);
        }

        private static Constant constant(DataInputStream data) throws IOException {
            int tag = data.readUnsignedByte();
            return switch (tag) {
                case UTF8 -> new Constant(tag, data.readUTF(), 0, 0);
                case LONG, DOUBLE -> new Constant(tag, "", data.readInt(), data.readInt());
                case FIELD, METHOD, INTERFACE_METHOD, NAME_AND_TYPE, DYNAMIC, INVOKE_DYNAMIC ->
                    new Constant(tag, "", data.readUnsignedShort(), data.readUnsignedShort());
                case METHOD_HANDLE -> new Constant(tag, "", data.readUnsignedByte(), data.readUnsignedShort());
                case 3, 4 -> new Constant(tag, "", data.readInt(), 0);
                case CLASS, 8, 16, 19, 20 -> new Constant(tag, "", data.readUnsignedShort(), 0);
                default -> throw new IOException("a class file of an unknown kind, its constant pool has a tag " + tag);
            };
        }

        private String text(int index) {
            return constants.get(index).text;
        }

        String className(int index) {
            return text(constants.get(index).first);
        }

        List<String> classes() {
            return constants.stream()
                    .filter(constant -> constant.tag == CLASS)
                    .map(constant -> text(constant.first))
                    .toList();
        }

        List<Member> members(int from, int to) {
            return constants.stream()
                    .filter(constant -> constant.tag >= from && constant.tag <= to)
                    .map(this::member)
                    .toList();
        }

        private Member member(Constant constant) {
            Constant nameAndType = constants.get(constant.second);
            Kind kind = Kind.of(constant.tag);
            String owner = kind == Kind.LAMBDA ? "" : className(constant.first);
            return new Member(kind, owner, text(nameAndType.first), text(nameAndType.second));
        }
    }
}
