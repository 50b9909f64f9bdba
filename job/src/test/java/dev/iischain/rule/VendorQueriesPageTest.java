package dev.iischain.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.rule.VendorQueriesTest.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The tables of docs/vendor-queries.md; {@code -Dgolden.update=true} writes them anew. */
class VendorQueriesPageTest {

  private static final Path PAGE = Path.of("..", "docs", "vendor-queries.md");
  private static final String START =
      "<!-- rows: %s; a test rewrites them with -Dgolden.update=true -->\n";
  private static final String END = "<!-- end of rows -->";

  @Test
  void tablesShowTheRowsThatAreTested() throws IOException {
    String page = Files.readString(PAGE);
    String current =
        with(
            with(
                with(page, "registry", table(VendorQueriesTest.REGISTRY, "key", "value", "data")),
                "writes",
                table(VendorQueriesTest.WRITES, "file", "writer")),
            "loads",
            table(VendorQueriesTest.LOADS, "module", "process"));
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(PAGE, current);
      page = current;
    }
    assertThat(page).as("docs/vendor-queries.md; see the class").isEqualTo(current);
    assertThat(page).contains("| null |");
  }

  @Test
  void pageNamesEveryRule() throws IOException {
    String page = Files.readString(PAGE);
    assertThat(VendorQueriesTest.RULES)
        .allSatisfy(
            rule ->
                assertThat(page)
                    .contains("`" + rule.name() + "`", "`" + rule.reference().pack() + "`"));
  }

  private static String with(String page, String name, String table) {
    String start = START.formatted(name);
    int from = page.indexOf(start);
    assertThat(from).as(name).isPositive();
    from += start.length();
    return page.substring(0, from) + table + page.substring(page.indexOf(END, from));
  }

  private static String table(List<Row> rows, String... columns) {
    StringBuilder table = new StringBuilder();
    for (String column : columns) {
      table.append("| ").append(column).append(' ');
    }
    table.append("| LogScale | Defender, Sentinel | QRadar |\n");
    table.append("| --- ".repeat(columns.length + 3)).append("|\n");
    for (Row row : rows) {
      for (String cell : row.what()) {
        table.append("| `").append(cell).append("` ");
      }
      table.append(found(row, 'L')).append(found(row, 'S'));
      table.append(row.finders().indexOf('N') >= 0 ? "| null " : found(row, 'Q')).append("|\n");
    }
    return table.toString();
  }

  private static String found(Row row, char finder) {
    return row.finders().indexOf(finder) >= 0 ? "| yes " : "| - ";
  }
}
