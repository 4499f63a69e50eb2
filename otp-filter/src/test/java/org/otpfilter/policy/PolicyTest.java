package org.otpfilter.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PolicyTest {

  private static final String RULES =
      """
      # what needs no factor
      /                open
      /index.jsp       open
      /public/*        open ; /help/ open
      GET,POST /api/*  verified-only for role machine
      GET /api/*       if-enrolled
      *.css            open
      /transfer/*      verified within 5m

      /transfer/big    verified-only within 1m
      /admin/*         verified within 2h for role admin
      /admin/*         verified-only
      PUT /*           verified-only within 1d
      """;

  private final List<String> problems = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  private Policy policy(String rules) {
    return Policy.parse(rules, problems::add, warnings::add);
  }

  private Policy good(String rules) {
    Policy policy = policy(rules);
    assertThat(problems).isEmpty();
    return policy;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          GET     | ''                   | false | open
          GET     | /                    | false | open
          GET     | /index.jsp           | false | open
          GET     | /index.jsp/          | false | verified
          GET     | /INDEX.JSP           | false | verified
          POST    | /public              | false | open
          POST    | /public/             | false | open
          POST    | /public/a/b          | false | open
          POST    | /publicly            | false | verified
          POST    | /help/               | false | open
          POST    | /help                | false | verified
          GET     | /api/x               | false | if-enrolled
          HEAD    | /api/x               | false | if-enrolled
          OPTIONS | /api/x               | false | verified
          GET     | /a/b/x.css           | false | open
          GET     | /a/b/x.css           | true  | verified
          GET     | /a/b.css/x           | false | verified
          GET     | /a/x.CSS             | false | verified
          GET     | /a/.css              | false | open
          GET     | /transfer/x.css      | false | open
          GET     | /transfer            | false | verified within 5m
          GET     | /transfer/big        | false | verified within 5m
          GET     | /admin/x             | false | verified-only
          PUT     | /public/x            | false | open
          PUT     | /x                   | false | verified-only within 1d
          GET     | /nothing/named       | false | verified
          """)
  void requestWhenRulesGivenThenFirstMatchDecides(
      String method, String path, boolean hasPathInfo, String expected) {
    assertThat(good(RULES).requirementFor(method, path, hasPathInfo, role -> false))
        .hasToString(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "admin,   GET,  /admin/x, verified within 2h",
    "machine, GET,  /api/x,   verified-only",
    "machine, HEAD, /api/x,   verified-only",
    "machine, PUT,  /api/x,   verified-only within 1d",
    "other,   GET,  /api/x,   if-enrolled"
  })
  void roleRuleWhenUserIsInRoleThenItCounts(
      String role, String method, String path, String expected) {
    assertThat(good(RULES).requirementFor(method, path, false, role::equals)).hasToString(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /public/..;/admin      | verified
          /public/a;b            | verified
          /public/a\\b           | verified
          /public/%2e%2e/admin   | verified
          /public//x             | verified
          //public               | verified-only within 1h
          /public/.              | verified
          /public/./x            | verified
          /public/../x           | verified
          /public/..             | verified
          /x%.css                | verified
          /public/..x            | open
          /public/...            | open
          /public/.x             | open
          '/public/x '           | verified
          '/public/ x'           | verified
          '/public/x /y'         | verified
          '/public/x '           | verified
          '/public/x　/y'          | verified
          /public/x y            | open
          /loose/a;b             | verified within 5m
          /loose/a               | if-enrolled within 5m
          /tight/a;b             | verified-only within 1h
          """)
  void oddPathWhenLenientRuleMatchesThenVerifiedAtLeast(String path, String expected) {
    Policy policy =
        good(
            """
            /tight/* verified-only within 1h
            /loose/* if-enrolled within 5m
            /public/* open
            *.css open
            """);
    assertThat(policy.requirementFor("GET", path, false, role -> true)).hasToString(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "/public/vault,       verified",
    "/public/vault/,      verified",
    "/public/vault.json,  verified",
    "/public/vault.,      verified",
    "/public/vault.x.y,   verified",
    "/public/vault./,     verified",
    "/public/.vault,      open",
    "/public/vaults/,     open",
    "/public/vault/x,     open",
    "/public/safe/,       verified-only",
    "/public/safe.do,     verified-only",
    "/public/late,        open",
    "/public/late/,       open",
    "/public/a.css,       open",
    "/public/,            open"
  })
  void pathWhenFrameworksTakeItForOneNamedBeforeThenNeedsThatToo(String path, String expected) {
    Policy policy =
        good(
            """
            /public/vault verified
            /public/safe/* verified-only
            /public/* open
            /public/late verified
            """);
    assertThat(policy.requirementFor("GET", path, false, role -> true)).hasToString(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "/transfer,        verified within 5m",
    "/transfer/,       verified within 5m",
    "/transfer.do,     verified within 5m",
    "'/transfer ',     verified-only within 5m",
    "/transfer%3b,     verified-only within 5m",
    "/transfers,       verified",
    "/bulk/x.y/,       verified-only within 1h",
    "/lax.do,          verified",
    "/late/,           verified"
  })
  void pathWhenFrameworksTakeItForAStepUpThenNeedsThatToo(String path, String expected) {
    Policy policy =
        good(
            """
            /transfer verified within 5m
            /bulk/* verified-only within 1h
            /lax open
            /* verified
            """);
    assertThat(policy.requirementFor("GET", path, false, role -> true)).hasToString(expected);
  }

  @Test
  void oddPathWhenControlCharacterThenVerified() {
    Policy policy = good("/* open");
    for (char c : new char[] {0, '\t', '\n', '\r', 0x1f, 0x7f, 0x85}) {
      assertThat(policy.requirementFor("GET", "/a" + c + "b", false, role -> true))
          .isEqualTo(Requirement.VERIFIED);
    }
  }

  @Test
  void oddPathWhenStricterRuleStandsBehindLenientOneThenStricterDecides() {
    Policy policy = good("/a/* open; /* verified-only within 10m");
    assertThat(policy.requirementFor("GET", "/a/..;/b", false, role -> true))
        .hasToString("verified-only within 10m");
  }

  @ParameterizedTest
  @CsvSource({
    "post, /x, verified-only within 5m",
    "Post, /x, verified-only within 5m",
    "post, /y, verified",
    "head, /z, verified",
    "get,  /z, verified",
    "foo,  /x, open",
    "POST, /x, verified-only within 5m",
    "POST, /y, open"
  })
  void methodWhenDisguisedThenVerifiedAtLeast(String method, String path, String expected) {
    Policy policy = good("POST /x verified-only within 5m; GET /z open; /* open");
    assertThat(policy.requirementFor(method, path, false, role -> true)).hasToString(expected);
  }

  @Test
  void internalPathWhenNoRuleNamesItThenEmpty() {
    Policy policy = good("/* open; *.jsp open");
    assertThat(policy.internalRequirementFor("/WEB-INF/view/a.jsp")).isEmpty();
  }

  @Test
  void internalPathWhenRuleNamesItThenThatRule() {
    Policy policy =
        good("/* open; /WEB-INF/a.jsp verified-only; /WEB-INF/b/* open; /WEB-INFO/* open");
    assertThat(policy.internalRequirementFor("/WEB-INF/a.jsp").orElseThrow())
        .hasToString("verified-only");
    assertThat(policy.internalRequirementFor("/WEB-INF/b/c").orElseThrow().open()).isTrue();
    assertThat(policy.internalRequirementFor("/WEB-INF/b/c;d")).contains(Requirement.VERIFIED);
    assertThat(policy.internalRequirementFor("/WEB-INFO/x")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a open",
        "http://h/a open",
        "/a* open",
        "/*/a open",
        "/a/*/b open",
        "*.a* open",
        "*. open",
        "*.tar.gz open",
        "*.a/b open",
        "* open",
        "/a%20b open",
        "/a?b=c open",
        "/a//b open",
        "/a/../b open",
        "/a/. open",
        "/a\\b open",
        "//* open",
        "get /a open",
        "GET, POST /a open",
        "GET,,POST /a open",
        "/a",
        "GET",
        "/a opened",
        "/a OPEN",
        "/a open within 5m",
        "/a verified within",
        "/a verified within 59s",
        "/a verified within 5",
        "/a verified in 5m",
        "/a verified within -5m",
        "/a verified for",
        "/a verified for role",
        "/a verified for admin",
        "/a verified for role a b",
        "/a verified for role a within 5m",
        "/WEB-INF/* open for role a",
        "GET /WEB-INF/* open"
      })
  void ruleWhenNotWellFormedThenOneProblemThatNamesIt(String rule) {
    policy("/ok open\n" + rule + "\n/ok2 open");
    assertThat(problems).singleElement().asString().startsWith("rule '" + rule + "': ");
  }

  @ParameterizedTest
  @CsvSource({
    "/* verified,          /a open",
    "/a/* verified,        /a open",
    "/a/* verified,        /a/b/* open",
    "/a verified,          /a verified",
    "*.do open,            *.do open for role x",
    "GET /a/* open,        HEAD /a/b open",
    "/a/* open,            GET /a/b open",
    "/a open for role x,   /a verified for role x"
  })
  void ruleWhenAnEarlierOneTakesAllThenWarningNamesBoth(String earlier, String later) {
    good(earlier + ";" + later);
    assertThat(warnings)
        .singleElement()
        .asString()
        .contains("'" + earlier + "'")
        .contains("'" + later + "'");
  }

  @ParameterizedTest
  @CsvSource({
    "/a open,              /a/* verified",
    "*.do open,            /a.do verified",
    "/a/* open,            *.do verified",
    "GET /a open,          POST /a open",
    "GET /a open,          /a open",
    "/a open for role x,   /a open",
    "/a open for role x,   /a open for role y",
    "/a/* open,            /ab open"
  })
  void ruleWhenItCanMatchThenNoWarning(String earlier, String later) {
    good(earlier + ";" + later);
    assertThat(warnings).isEmpty();
  }

  @Test
  void rolesWhenRulesNameThemThenListed() {
    assertThat(good(RULES).roles()).containsExactlyInAnyOrder("machine", "admin");
    assertThat(good(RULES).namesRoles()).isTrue();
    assertThat(good("/* open").namesRoles()).isFalse();
  }

  @Test
  void rulesWhenEmptyThenEverythingIsVerified() {
    assertThat(good(" \n # nothing \n;").requirementFor("GET", "/", false, role -> true))
        .isEqualTo(Requirement.VERIFIED);
  }
}
