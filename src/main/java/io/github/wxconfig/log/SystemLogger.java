package io.github.wxconfig.log;

import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/** Writes SLF4J's messages by {@link System.Logger}. */
final class SystemLogger extends LegacyAbstractLogger {
    private static final long serialVersionUID = 1;

    private final transient System.Logger logger;

    SystemLogger(String name) {
        this.name = name;
        logger = System.getLogger(name);
    }

    @Override
    public boolean isTraceEnabled() {
        return logger.isLoggable(System.Logger.Level.TRACE);
    }

    @Override
    public boolean isDebugEnabled() {
        return logger.isLoggable(System.Logger.Level.DEBUG);
    }

    @Override
    public boolean isInfoEnabled() {
        return logger.isLoggable(System.Logger.Level.INFO);
    }

    @Override
    public boolean isWarnEnabled() {
        return logger.isLoggable(System.Logger.Level.WARNING);
    }

    @Override
    public boolean isErrorEnabled() {
        return logger.isLoggable(System.Logger.Level.ERROR);
    }

    @Override
    protected String getFullyQualifiedCallerName() {
        return SystemLogger.class.getName();
    }

    @Override
    protected void handleNormalizedLoggingCall(
            Level level,
            @Nullable Marker marker,
            String pattern,
            Object @Nullable [] arguments,
            @Nullable Throwable thrown) {
        logger.log(
                level == Level.WARN ? System.Logger.Level.WARNING : System.Logger.Level.valueOf(level.name()),
                MessageFormatter.basicArrayFormat(pattern, arguments),
                thrown);
    }
}
