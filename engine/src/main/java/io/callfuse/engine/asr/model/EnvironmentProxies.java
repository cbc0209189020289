package io.callfuse.engine.asr.model;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The proxies that {@code https_proxy}, {@code http_proxy} and {@code no_proxy} name, as curl and wget read them; what they do not
 * name goes by Java's own settings.
 */
final class EnvironmentProxies extends ProxySelector {
    private static final int DEFAULT_PORT = 80;

    private final Map<String, String> environment;
    private final ProxySelector otherwise;

    EnvironmentProxies(Map<String, String> environment, ProxySelector otherwise) {
        this.environment = environment;
        this.otherwise = otherwise;
    }

    @Override
    public List<Proxy> select(URI address) {
        String proxy = variable(address.getScheme().toLowerCase(Locale.ROOT) + "_proxy");
        if (proxy.isEmpty()) {
            return otherwise == null ? List.of(Proxy.NO_PROXY) : otherwise.select(address);
        }
        if (isExcepted(address.getHost())) {
            return List.of(Proxy.NO_PROXY);
        }
        URI at = URI.create(proxy.contains("://") ? proxy : "http://" + proxy);
        int port = at.getPort() < 0 ? DEFAULT_PORT : at.getPort();
        return List.of(new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(at.getHost(), port)));
    }

    private boolean isExcepted(String host) {
        for (String exception : variable("no_proxy").split(",")) {
            String name = exception.strip();
            String bare = name.startsWith(".") ? name.substring(1) : name;
            if (name.equals("*") || !bare.isEmpty() && (host.equals(bare) || host.endsWith("." + bare))) {
                return true;
            }
        }
        return false;
    }

    private String variable(String name) {
        return environment.getOrDefault(name, environment.getOrDefault(name.toUpperCase(Locale.ROOT), ""));
    }

    @Override
    public void connectFailed(URI address, SocketAddress proxy, IOException why) {
        // The request fails with the same reason.
    }
}
