package io.firedrill.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;

import org.jline.reader.EOFError;
import org.jline.reader.Parser.ParseContext;
import org.junit.jupiter.api.Test;

class LineWordsTests {
    private static List<String> words(String line) {
        return new LineWords()
                .parse(line, line.length(), ParseContext.ACCEPT_LINE)
                .words();
    }

    @Test
    void quotesGroupAlsoInsideAWord() {
        assertThat(words("--reason=\"a 'b' c\" x='d \"e\" \\'f\\ g \"h\\\"i\\j\" ''"))
                .containsExactly("--reason=a 'b' c", "x=d \"e\" \\f g", "h\"i\\j", "");
    }

    @Test
    void nothingIsSubstituted() {
        assertThat(words("$HOME `id` * ~ !1 a|b")).containsExactly("$HOME", "`id`", "*", "~", "!1", "a|b");
    }

    @Test
    void anOpenQuoteAsksForMore() {
        assertThatThrownBy(() -> words("run note R-1 'not yet")).isInstanceOf(EOFError.class);
    }

    @Test
    void theCursorIsFoundInItsWordAndBehindTheLast() {
        var line = new LineWords().parse("run show R-1", 6, ParseContext.COMPLETE);
        assertThat(line.wordIndex()).isEqualTo(1);
        assertThat(line.wordCursor()).isEqualTo(2);

        var behind = new LineWords().parse("run show ", 9, ParseContext.COMPLETE);
        assertThat(behind.words()).containsExactly("run", "show", "");
        assertThat(behind.wordIndex()).isEqualTo(2);
        assertThat(behind.word()).isEmpty();
    }
}
