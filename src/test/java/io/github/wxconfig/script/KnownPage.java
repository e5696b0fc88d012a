package io.github.wxconfig.script;

import io.github.wxconfig.signature.WxConfig;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A page of which everything is known beforehand, and which counts how often it is signed. */
final class KnownPage implements PageScript.Page {
    private final String url;
    private final Optional<WxConfig> config;
    private final Place here;
    private int signatures;

    KnownPage(String url, Optional<WxConfig> config, Place here) {
        this.url = url;
        this.config = config;
        this.here = here;
    }

    int signatures() {
        return signatures;
    }

    @Override
    public String url() {
        return url;
    }

    @Override
    public Optional<WxConfig> sign() {
        signatures++;
        return config;
    }

    @Override
    public Optional<Place> here() {
        return Optional.of(here);
    }

    @Override
    public @Nullable String policyNonce() {
        return null;
    }
}
