package org.otpfilter.servlet;

import org.otpfilter.UserSource;
import org.otpfilter.user.RoleSource;
import org.otpfilter.user.TrustedProxies;
import org.otpfilter.user.UserNames;

/** How a request says who is there, in which roles, and from where. */
public record Visitors(
    UserSource source, RoleSource roles, UserNames names, TrustedProxies proxies) {}
