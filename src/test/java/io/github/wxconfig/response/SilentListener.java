package io.github.wxconfig.response;

import jakarta.servlet.WriteListener;
import java.io.IOException;

/** Makes a stream non-blocking for a test that asks by itself whether it may write. */
class SilentListener implements WriteListener {
    @Override
    public void onWritePossible() throws IOException {}

    @Override
    public void onError(Throwable failure) {
        throw new AssertionError(failure);
    }
}
