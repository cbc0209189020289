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
