package org.example.containers;

/** Settings with which an application must not start. */
enum Refusal {
  WRONG_RULE("wrong-rule", "rule '/* verifed': the requirement 'verifed' is not known") {
    @Override
    Descriptor set(Descriptor descriptor) {
      return descriptor.setting("rules", "/* verifed");
    }
  },
  NO_KEY("no-key", "a key is missing; only an embedded database gets one by itself") {
    @Override
    Descriptor set(Descriptor descriptor) {
      return descriptor.setting("jdbc-url", "jdbc:postgresql://127.0.0.1:1/otp");
    }
  },
  NO_SERVER("no-server", "jdbc:postgresql://127.0.0.1:1/otp cannot be reached") {
    @Override
    Descriptor set(Descriptor descriptor) {
      return descriptor
          .setting("jdbc-url", "jdbc:postgresql://127.0.0.1:1/otp")
          .setting("jdbc-user", "otp")
          .setting("jdbc-password", "otp")
          .setting("secret-key", "k1:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=");
    }
  };

  private final String application;
  private final String reason;

  Refusal(String application, String reason) {
    this.application = application;
    this.reason = reason;
  }

  abstract Descriptor set(Descriptor descriptor);

  War war() {
    return War.of(application, set(Descriptor.of(SignIn.OWN))).library(Kit.postgresDriver());
  }

  /** What the log must say. */
  String reason() {
    return reason;
  }
}
