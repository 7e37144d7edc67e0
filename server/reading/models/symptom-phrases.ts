import { compilePhrases, phrasesFor } from "@/server/reading/phrases";

/**
 * Finds words by which a text says that something failed before its reader's eyes: an error, a crash, an answer that never came. What is
 * merely wrong (a total, a date) is none of them: the request behind it was answered well.
 */
export const findFailures = compilePhrases<true>(
  phrasesFor(
    true,
    `error|errors|exception|crash|crashes|crashed|crashing|outage|unreachable|unavailable|unresponsive
    fail|fails|failed|failing|failure|failures
    500|502|503|504
    timeout|timeouts
    timed|times|time out
    does|did|will|would|can not ~1 load|open|start|respond|connect|send|save|submit
    not loading|responding|reachable
    is|are|was|were|went|keeps ~1 down|offline
    fehler|fehlermeldung|fehlermeldungen|fehlercode|serverfehler|absturz|absturze|abgesturzt|zeituberschreitung|ausfall|ausgefallen
    sturzt ~3 ab
    schlagt|schlug|schlagen ~4 fehl
    fehlgeschlagen
    nicht erreichbar|verfugbar
    ladt|offnet|startet|reagiert|antwortet ~1 nicht
    erreur|erreurs|plante|plantage|panne|echoue|echouent|injoignable|indisponible
    ne ~1 charge|ouvre|repond|marche|fonctionne pas|plus
    error|errores|falla|fallan|fallo|fallos|caido|caida|cuelga
    no ~1 carga|abre|responde|conecta
    errore|erro|falha|foutmelding|storing`,
  ),
);
