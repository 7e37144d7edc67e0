import { deliverMessage } from "@/server/communication/messages.commands";
import { acknowledgeRecorded } from "@/server/communication/late-acknowledgements.commands";
import { eachRow } from "@/workers/each-row";

/** Sends written messages. */
export const handleSendMessage = eachRow(deliverMessage);

/** Acknowledges reports that were recorded without an acknowledgement. */
export const handleAcknowledgeItem = eachRow((scope, row) => acknowledgeRecorded(scope, [row]));
