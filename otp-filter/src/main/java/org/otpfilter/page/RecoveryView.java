package org.otpfilter.page;

import org.jspecify.annotations.Nullable;

/** What the recovery page shows. It knows no code. */
public record RecoveryView(@Nullable Notice notice, @Nullable Wait pause) {}
