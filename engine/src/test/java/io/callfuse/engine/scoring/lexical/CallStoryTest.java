package io.callfuse.engine.scoring.lexical;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class CallStoryTest {
    @Test
    void shouldTellACallOnThreeAxes() {
        Talk talk = Talk.of("my parcel never arrived")
                .pause(4000)
                .say("this is ridiculous I am furious")
                .pause(4000);
        talk.say("I want my money back");
        talk.scorer.end();
        CallStory story = talk.scorer.story();
        assertThat(story.nodes(Axis.PROBLEM)).extracting(StoryNode::label).contains("delivery", "billing");
        assertThat(story.nodes(Axis.EMOTION)).extracting(StoryNode::label).contains("anger");
        assertThat(story.nodes(Axis.NEED)).extracting(StoryNode::label).contains("the money back");
        assertThat(story.nodes(Axis.PROBLEM)).isSortedAccordingTo((a, b) -> Long.compare(a.atMs(), b.atMs()));
    }

    @Test
    void shouldTellTheWordsThatAskedForANeedAndWhen() {
        Talk talk = Talk.of("hello there").pause(4000).say("now let me speak to a human please");
        assertThat(talk.scorer.story().nodes(Axis.NEED)).singleElement().satisfies(node -> {
            assertThat(node.label()).isEqualTo("a person to talk to");
            assertThat(node.what()).contains("speak to a human").doesNotContain("|", "(", "{", "..");
            assertThat(node.atMs()).isBetween(4600L, 6000L);
        });
        talk.pause(3000);
        assertThat(talk.scorer.story().nodes(Axis.NEED)).singleElement().satisfies(node -> assertThat(node.endMs())
                .as("when it was last heard, not read")
                .isEqualTo(node.atMs()));
    }

    @Test
    void shouldTellTheLabelsThatLedToANeed() {
        Talk talk = Talk.of("this is the third time I'm calling about the same broken phone");
        assertThat(talk.scorer.story().nodes(Axis.NEED))
                .extracting(StoryNode::what)
                .containsExactly("repetition + fault");
    }

    @Test
    void shouldTellNoNeedOfWordsThatMayYetBeTakenBack() {
        Talk talk = new Talk(Talk.ENGLISH);
        talk.words("let me speak to a human please").forEach(talk.scorer::accept);
        talk.scorer.read(talk.nowMs, 1, talk.reading);
        assertThat(talk.reading.need()).isNotNegative();
        assertThat(talk.scorer.story().nodes(Axis.NEED)).isEmpty();
        talk.scorer.settle();
        talk.scorer.read(talk.nowMs, 1, talk.reading);
        assertThat(talk.scorer.story().nodes(Axis.NEED)).hasSize(1);
    }

    @Test
    void shouldForgetANeedOfWhichTheLastWordBecameAnother() {
        Talk talk = new Talk(Talk.ENGLISH);
        talk.words("let me speak to a human").forEach(talk.scorer::accept);
        talk.scorer.revise(talk.nowMs - 300);
        talk.nowMs -= 300;
        talk.say("humid");
        assertThat(talk.reading.need()).isEqualTo(-1);
        assertThat(talk.scorer.story().nodes(Axis.NEED)).isEmpty();
    }

    @Test
    void shouldJoinWhatFollowsWithTheSameLabel() {
        CallStory story = new CallStory();
        story.add(Axis.EMOTION, 1000, "anger", "angry", 0.6);
        story.add(Axis.EMOTION, 9000, "anger", "furious", 0.9);
        story.add(Axis.EMOTION, 12_000, "anger", "mad", 0.5);
        assertThat(story.nodes(Axis.EMOTION)).containsExactly(new StoryNode(1000, 12_000, "anger", "furious", 0.9));
    }

    @Test
    void shouldKeepTheFirstTheLastAndTheStrongestOfTooMany() {
        CallStory story = new CallStory();
        Random random = new Random(3);
        for (int i = 0; i < 1000; i++) {
            story.add(Axis.EMOTION, i * 1000L, "label" + i, "", i == 500 ? 1 : 0.5 * random.nextDouble());
        }
        assertThat(story.nodes(Axis.EMOTION)).hasSize(CallStory.MAX_NODES);
        assertThat(story.nodes(Axis.EMOTION))
                .extracting(StoryNode::label)
                .startsWith("label0")
                .endsWith("label999")
                .contains("label500");
    }
}
