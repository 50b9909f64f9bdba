package dev.iischain.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import org.junit.jupiter.api.Test;

class ConfusablesTest {

  @Test
  void lookAlikesOfAToolHaveItsSkeleton() {
    List<String> lookAlikes =
        List.of(
            "appcmd",
            "AppCmd",
            "\u0430ppcmd",
            "\u0410\u0420\u0420\u0421MD",
            "\u03b1ppcmd",
            "app\u0441m\u0501",
            "\uff41\uff50\uff50\uff43\uff4d\uff44",
            "app\u200bcmd",
            "\ufeffappcmd",
            "a\u00adppcmd",
            "\u0430\u0440\u0440\u0441\u043c\u0501",
            "\ud835\uddee\ud835\uddfd\ud835\uddfdcmd",
            "app\u202ecmd");

    assertThat(lookAlikes).hasSize(13);
    for (String lookAlike : lookAlikes) {
      assertThat(Confusables.skeleton(lookAlike)).as(lookAlike).isEqualTo("appcmd");
    }
    assertThat(Confusables.skeleton("\u2013name")).isEqualTo("-name");
    assertThat(Confusables.skeleton("\u201cx\u201d")).isEqualTo("\"x\"");
    assertThat(Confusables.skeleton("appcmb")).isNotEqualTo("appcmd");
  }

  @Test
  void namesInOtherScriptsDoNotDeceive() {
    assertThat(Confusables.isDeceptive("c:\\\u043f\u0440\u043e\u0435\u043a\u0442\\a.dll"))
        .isFalse();
    assertThat(Confusables.isDeceptive("c:\\stra\u00dfe\\a.dll")).isFalse();
    assertThat(Confusables.isDeceptive("c:\\\u65e5\u672c\\a.dll")).isFalse();
    assertThat(Confusables.isDeceptive("c:\\inet\u0455rv\\a.dll")).isTrue();
    assertThat(Confusables.isDeceptive("c:\\inet\u200dsrv\\a.dll")).isTrue();
    assertThat(Confusables.isDeceptive("c:\\\uff49\uff4e\\a.dll")).isTrue();
  }

  @Test
  void aToolsNameIsFoundInEverySpelling() {
    for (String spelling :
        List.of(
            "appcmd",
            "APPCMD.EXE",
            "\"C:\\Windows\\System32\\inetsrv\\appcmd.exe\"",
            "./appcmd",
            "@appcmd",
            "(appcmd",
            ",appcmd",
            "'appcmd.exe'",
            "\u0430ppcmd.exe",
            "appcmd.exe. ")) {
      assertThat(ToolName.skeleton(spelling)).as(spelling).isEqualTo("appcmd.exe");
    }
    assertThat(ToolName.skeleton("C:\\appcmd.exe\\x.exe")).isEqualTo("x.exe");
    assertThat(ToolName.skeleton("")).isEmpty();
  }

  @Property
  void plainTextIsItsOwnSkeleton(@ForAll @CharRange(from = ' ', to = '~') String text) {
    assertThat(Confusables.skeleton(text)).isEqualTo(text.toLowerCase(Locale.ROOT));
  }

  @Property
  void aSkeletonIsItsOwnSkeleton(@ForAll String text) {
    String once = Confusables.skeleton(text);

    assertThat(Confusables.skeleton(once)).isEqualTo(once);
  }
}
