import { deliverMessage } from "@/server/communication/messages.commands";
import { eachRow } from "@/workers/each-row";

/** Sends written messages. */
export const handleSendMessage = eachRow(deliverMessage);
