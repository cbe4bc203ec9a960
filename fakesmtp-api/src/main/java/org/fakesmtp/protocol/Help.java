package org.fakesmtp.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.fakesmtp.answer.Answer;
import org.fakesmtp.answer.Refusal;
import org.fakesmtp.answer.Reply;
import org.fakesmtp.answer.ReplyKey;
import org.fakesmtp.mail.Stage;

/** HELP (RFC 5321, section 4.1.1.8): lists the verbs of the table. */
final class Help implements StandardHandler {

    @Override
    public Stage stage() {
        return Stage.HELP;
    }

    @Override
    public void check(CommandContext context) throws Refusal {
        String topic = context.argument().toUpperCase(Locale.ROOT);
        if (!topic.isEmpty() && !context.behaviour().table().verbs().contains(topic)) {
            throw new Refusal(ReplyKey.HELP_UNKNOWN_TOPIC);
        }
    }

    @Override
    public Answer proceed(CommandContext context) {
        Reply first = context.catalogueReply(ReplyKey.HELP_OK);
        List<String> lines = new ArrayList<>(first.lines());
        lines.add(String.join(" ", context.behaviour().table().verbs()));
        return Answer.reply(first.withLines(lines));
    }
}
