package io.callfuse.engine.asr.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class EnvironmentProxiesTest {
    private static final URI VENDOR = URI.create("https://vendor.example/models/en.zip");

    @Test
    void shouldGoByTheProxyOfTheSchemeHoweverItIsWritten() {
        assertThat(proxy(Map.of("https_proxy", "http://proxy.example:3128"), VENDOR))
                .isEqualTo("proxy.example:3128");
        assertThat(proxy(Map.of("HTTPS_PROXY", "proxy.example"), VENDOR)).isEqualTo("proxy.example:80");
        assertThat(proxy(Map.of("http_proxy", "http://proxy.example:3128"), VENDOR))
                .isEqualTo("direct");
    }

    @Test
    void shouldGoStraightToWhatIsExcepted() {
        for (String exception : new String[] {"*", "vendor.example", ".example", "other, example"}) {
            assertThat(proxy(Map.of("https_proxy", "http://p:1", "no_proxy", exception), VENDOR))
                    .as(exception)
                    .isEqualTo("direct");
        }
        assertThat(proxy(Map.of("https_proxy", "http://p:1", "no_proxy", "ample,dor.example"), VENDOR))
                .isEqualTo("p:1");
    }

    private static String proxy(Map<String, String> environment, URI address) {
        Proxy proxy = new EnvironmentProxies(environment, null).select(address).get(0);
        return proxy.address() instanceof InetSocketAddress at ? at.getHostString() + ":" + at.getPort() : "direct";
    }
}
