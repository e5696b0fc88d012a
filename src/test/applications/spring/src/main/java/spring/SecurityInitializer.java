package spring;

import org.springframework.security.web.context.AbstractSecurityWebApplicationInitializer;

/** Registers Spring Security's filter in front of all others, as its documentation says. */
public class SecurityInitializer extends AbstractSecurityWebApplicationInitializer {}
