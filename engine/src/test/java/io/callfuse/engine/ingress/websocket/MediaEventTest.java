package io.callfuse.engine.ingress.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both forms of what Asterisk says. */
@Timeout(60)
class MediaEventTest {
    @Test
    void shouldReadBothFormsAlike() throws Exception {
        MediaEvent plain = MediaEvent.parse(
                "MEDIA_START connection_id:a-1 channel:WebSocket/x/0x7f channel_id:17.4 format:slin16 optimal_frame_size:640");
        MediaEvent json = MediaEvent.parse("{\"event\":\"MEDIA_START\",\"connection_id\":\"a-1\",\"channel\":"
                + "\"WebSocket/x/0x7f\",\"channel_id\":\"17.4\",\"format\":\"slin16\",\"optimal_frame_size\":640,"
                + "\"channel_variables\":{\"X\":\"y\"},\"none\":null}");
        assertThat(json.name()).isEqualTo(plain.name()).isEqualTo("MEDIA_START");
        for (String field : new String[] {"connection_id", "channel", "channel_id", "format", "optimal_frame_size"}) {
            assertThat(json.field(field))
                    .as(field)
                    .isEqualTo(plain.field(field))
                    .isNotEmpty();
        }
        assertThat(json.field("channel_variables")).isEmpty();
        assertThat(json.field("none")).isEmpty();
    }

    @Test
    void shouldReadAnEventOfOneWord() throws Exception {
        assertThat(MediaEvent.parse("MEDIA_XOFF\n").name()).isEqualTo("MEDIA_XOFF");
        assertThat(MediaEvent.parse("MEDIA_XON loose words :x y:").field("y")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "media_start format:slin",
                "{",
                "{}",
                "{\"event\":7}",
                "{\"event\":\"a b\"}",
                "[1]",
                "\u0000"
            })
    void shouldRefuseWhatIsNoEvent(String text) {
        assertThatThrownBy(() -> MediaEvent.parse(text)).isInstanceOf(MediaEvent.MalformedException.class);
    }

    @Test
    void shouldShowTheBeginningOfWhatItRefusesWithoutControlCharacters() {
        assertThatThrownBy(() -> MediaEvent.parse("x\u001b[31m\n" + "y".repeat(1000)))
                .hasMessageContaining("'x?[31m?yyy")
                .satisfies(refused -> assertThat(refused.getMessage()).hasSizeLessThan(100));
    }
}
