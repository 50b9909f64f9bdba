package dev.iischain.bench;

import dev.iischain.event.RawRecord;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Raw records of a fleet, host after host, as NXLog forwards Sysmon's: on each a module is written,
 * registered and loaded, and others may only be written.
 *
 * @param hosts how many hosts
 * @param written how many more module files of each host are only written
 */
record FleetTelemetry(int hosts, int written) implements Serializable {

  private static final int STEPS = 3;
  private static final String INETSRV = "C:\\\\Windows\\\\System32\\\\inetsrv\\\\";

  /** How many records there are. */
  long records() {
    return (long) hosts * (STEPS + written);
  }

  /** The record with this number, from 0. */
  RawRecord record(long number) {
    int host = (int) (number / (STEPS + written));
    int step = (int) (number % (STEPS + written));
    String text =
        switch (step) {
          case 0 -> write(host, 0, INETSRV + "module" + host + ".dll");
          case 1 -> register(host);
          case 2 -> load(host);
          default ->
              write(
                  host, step, "C:\\\\inetpub\\\\shop\\\\bin\\\\Part" + host + "-" + step + ".dll");
        };
    return new RawRecord(
        text.getBytes(StandardCharsets.UTF_8), "fleet", 0, number, RawRecord.NO_TIME);
  }

  private static String write(int host, int minute, String path) {
    return sysmon(
        host,
        29,
        minute,
        """
        "Image":"C:\\\\Windows\\\\System32\\\\cmd.exe","TargetFilename":"%s","User":"CORP\\\\deploy",\
        "Hashes":"%s"\
        """
            .formatted(path, hashes(path)));
  }

  private static String register(int host) {
    return sysmon(
        host,
        1,
        1,
        """
        "Image":"%1$sappcmd.exe","CommandLine":"appcmd.exe install module /name:Part%2$d \
        /image:%1$smodule%2$d.dll /add:true","CurrentDirectory":"C:\\\\Windows\\\\System32\\\\",\
        "User":"CORP\\\\admin","ParentImage":"C:\\\\Windows\\\\System32\\\\cmd.exe",\
        "ParentCommandLine":"cmd.exe"\
        """
            .formatted(INETSRV, host));
  }

  private static String load(int host) {
    String path = INETSRV + "module" + host + ".dll";
    return sysmon(
        host,
        7,
        2,
        """
        "Image":"%sw3wp.exe","ImageLoaded":"%s","Hashes":"%s","Signed":"false",\
        "SignatureStatus":"Unavailable"\
        """
            .formatted(INETSRV, path, hashes(path)));
  }

  private static String hashes(String path) {
    return "SHA256=%064X".formatted(path.hashCode() & 0xFFFFFFFFL);
  }

  private static String sysmon(int host, int event, int minute, String data) {
    return String.format(
        Locale.ROOT,
        """
        {"EventTime":"2026-10-05 10:%1$02d:00","Hostname":"web%2$06d.corp.example","EventID":%3$d,\
        "SourceName":"Microsoft-Windows-Sysmon","Channel":"Microsoft-Windows-Sysmon/Operational",\
        "RecordNumber":%4$d,"UtcTime":"2026-10-05 10:%1$02d:00.000",\
        "ProcessGuid":"{5a7cf1f1-%2$012x}",%5$s}\
        """,
        minute,
        host,
        event,
        1_000 + minute,
        data);
  }
}
