package io.github.wxconfig.inject;

import jakarta.servlet.WriteListener;

/** Makes a stream non-blocking for a test that asks by itself whether it may write. */
final class SilentListener implements WriteListener {
    @Override
    public void onWritePossible() {}

    @Override
    public void onError(Throwable failure) {
        throw new AssertionError(failure);
    }
}
