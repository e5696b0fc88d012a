package io.github.wxconfig.browser;

import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.security.NoSuchAlgorithmException;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.TestAbortedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tests that share one browser, and are skipped where {@link Machine} has none. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(BrowserTest.OnlyWithBrowser.class)
public @interface BrowserTest {
    /** Says why on the console as well, where a skipped class leaves no other trace. */
    final class OnlyWithBrowser implements ExecutionCondition {
        private static final Logger log = LoggerFactory.getLogger(BrowserTest.class);

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            try {
                OfficialScript.read(Machine.withBrowser());
                return ConditionEvaluationResult.enabled("there is a browser");
            } catch (TestAbortedException missing) {
                log.warn("{} is skipped. {}", context.getDisplayName(), missing.getMessage());
                return ConditionEvaluationResult.disabled(missing.getMessage());
            } catch (IOException | InterruptedException | NoSuchAlgorithmException broken) {
                throw new IllegalStateException(broken);
            }
        }
    }
}
