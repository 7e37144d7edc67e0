import { moreSevere } from "@/server/reading/severity";
import type { Reading } from "./reading";

/**
 * A report whose reporter wrote again, with what of it stays: where it is, what a person said of it, and its severity at least. Further
 * words raise, and never lower.
 */
export function keepEarlier(reading: Reading): Reading {
  const { earlier } = reading.conversation;
  if (earlier === null) return reading;
  const { item } = reading;
  const isByPerson = earlier.severityBy?.by === "person";
  const severity = isByPerson ? earlier.severity : moreSevere(item.severity, earlier.severity);
  const isKept = isByPerson || (severity === earlier.severity && item.severity !== severity);
  const provenance =
    isKept && earlier.severityBy ? { ...item.provenance, severity: earlier.severityBy } : item.provenance;
  const type = item.provenance["type"]?.by === "person" ? earlier.type : item.type;
  return {
    ...reading,
    item: {
      ...item,
      type,
      severity,
      provenance,
      state: earlier.state,
      quarantineReason: earlier.quarantineReason,
    },
    groupable: { ...reading.groupable, type, severity, provenance },
  };
}
