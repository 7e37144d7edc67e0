/**
 * How mail programs and servers word what they send by themselves, folded (lower case, no accents), in the product's languages.
 */

/** How mail programs begin the subject of an automatic answer. Nobody begins a report like this. */
export const REPLY_SUBJECT =
  /^\W*(?:auto(?:mati(?:c|sche?s?)?)?[ -]?(?:reply|response|responder|antwort|antwoord)|automatic (?:reply|response|out of office)|automatische (?:antwort|ruckmeldung)|reponse auto(?:matique)?|resposta automatica|respuesta automatica|risposta automatica|automatisch antwoord|automatiskt svar|abwesenheits(?:notiz|nachricht|mitteilung|meldung|assistent)|message d'absence|avis d'absence|absence du bureau|aviso de ausencia|afwezigheids(?:melding|bericht))\s*(?:[:\-–|(]|$)/;

/** Words a subject of an absence note begins with, and one of a report might: they need the text's agreement. */
export const ABSENT_SUBJECT =
  /^\W*(?:out of (?:the )?office|ooo\b|i am away|away from (?:my desk|the office)|on (?:annual |parental |maternity |paternity )?(?:leave|vacation|holidays?)|abwesend|abwesenheit|nicht im (?:buro|haus)|im urlaub|urlaub\b|absent|absence|en conges?|ausente|fuera de la oficina|de vacaciones|fuori (?:sede|ufficio)|afwezig)/;

/** What an absence note says, a family of sentences each. */
export const REPLY_SAYINGS: readonly RegExp[] = [
  // I am away.
  /\b(?:i am|i'm|i will be|i'll be|we are|our office is|currently|myself)\b.{0,30}\b(?:out of (?:the )?office|away from (?:my desk|the office)|on (?:annual |parental |maternity |paternity |sick )?leave|on (?:vacation|holidays?)|away (?:until|from|till)|closed (?:for|until|from|over))\b/,
  /\b(?:bin|sind|ist)\b.{0,50}\b(?:nicht im (?:buro|haus|hause)|ausser haus|im urlaub|in (?:elternzeit|mutterschutz)|abwesend|nicht erreichbar (?:bis|und))|\bbefinde mich\b.{0,30}\b(?:urlaub|elternzeit|ausserhalb|nicht im)|\bunser buro ist\b.{0,30}\bgeschlossen/,
  /\bje (?:suis|serai)\b.{0,40}\b(?:absente?|en (?:conges?|vacances|deplacement)|hors du bureau|de retour)|\bnos bureaux (?:sont|seront) fermes/,
  /\b(?:estoy|estare|me encuentro|estaremos)\b.{0,40}\b(?:fuera de la oficina|de vacaciones|ausente|de baja)|\bnuestra oficina (?:esta|estara|permanecera) cerrada/,
  // I answer when I am back; nobody reads it meanwhile.
  /\b(?:will|shall|'ll)\b.{0,30}\b(?:answer|reply|respond|get back|read)\b.{0,50}\b(?:return|back|soon as)|\b(?:upon|on|after) my return\b|\b(?:back in the office|returning to the office|back at my desk)\b/,
  /\bnach meiner (?:ruckkehr|wiederkehr)\b|\bsobald ich (?:wieder|zuruck)\b|\bab dem .{1,20} wieder (?:erreichbar|fur sie da|im)\b|\bwieder (?:erreichbar|im buro|im haus|im dienst)\b/,
  /\b(?:des|a) mon retour\b|\bde retour le\b/,
  /\b(?:a mi (?:vuelta|regreso)|cuando (?:vuelva|regrese))\b/,
  /\b(?:no|limited|restricted|sporadic|infrequent) access to (?:my )?e-?mails?\b|\b(?:will|is|are) not (?:be )?(?:read|forwarded|monitored|checked)\b/,
  /\b(?:wird|werden) nicht (?:automatisch )?(?:weitergeleitet|gelesen|bearbeitet)\b|\b(?:keinen|nur begrenzt|eingeschrankten?|unregelmassig) .{0,20}(?:zugriff|zugang)\b.{0,30}\b(?:mails?|postfach|nachrichten)\b/,
  /\b(?:ne seront pas (?:lus|transferes|transmis)|ne sera pas (?:lu|transfere|transmis)e?|acces limite a (?:ma messagerie|mes (?:e-?mails|messages)))\b/,
  /\b(?:no (?:sera|seran) (?:leidos?|reenviados?)|acceso limitado (?:a mi correo|al correo))\b/,
  // Somebody else helps.
  /\b(?:in|for|if) (?:any )?(?:urgent|emergenc\w+|the meantime|immediate)\b.{0,60}\b(?:contact|call|write|reach|turn to|e-?mail)\b|\bif (?:it is|it's|this is|your \w+ is) urgent\b/,
  /\bin dringenden (?:fallen|angelegenheiten)\b|\bwenden sie sich\b.{0,60}\b(?:kolleg|vertret|an )|\b(?:vertretung|vertritt mich)\b/,
  /\ben cas d'urgence\b|\bpour toute (?:urgence|question urgente|demande urgente)\b/,
  /\ben caso de urgencia\b|\bpara (?:asuntos|temas|cuestiones) urgentes\b|\bsi es urgente\b/,
  // It says itself what it is.
  /\b(?:this is an? (?:automatic|automated|auto)[ -]?(?:generated )?(?:reply|response|message|e-?mail)|automatically generated (?:reply|response|message|e-?mail)|do not reply to this (?:message|e-?mail))\b/,
  /\b(?:dies ist eine automatisch\w* (?:erzeugte |generierte |erstellte )?(?:antwort|nachricht|e-?mail)|automatisch (?:erzeugt|generiert|erstellt)|antworten sie nicht auf diese)\b/,
  /\b(?:ceci est une? (?:reponse|message) automatique|message (?:genere|envoye) automatiquement|ne pas repondre a ce)\b/,
  /\b(?:(?:esta es una respuesta|este es un mensaje) automatic[ao]|mensaje generado automaticamente|no responda a este)\b/,
  // A desk's receipt.
  /\b(?:we have|we've) received your (?:message|request|e-?mail|enquiry|inquiry)\b|\bthank you for (?:your (?:message|e-?mail|enquiry|inquiry)|contacting us|getting in touch)\b/,
  /\b(?:vielen|besten|herzlichen) dank fur (?:ihre|deine) (?:nachricht|e-?mail|anfrage)\b|\bwir haben ihre (?:anfrage|nachricht|e-?mail) erhalten\b/,
  /\bmerci (?:pour|de) votre (?:message|e-?mail|courriel)\b|\bnous avons bien recu votre\b/,
  /\bgracias por (?:su|tu) (?:mensaje|correo|consulta)\b|\bhemos recibido su (?:mensaje|correo|consulta|solicitud)\b/,
];

/** Mail programs' own words; parcels are undeliverable too, so the colon before the returned mail's subject counts. */
export const FAILURE_SUBJECT =
  /^\W*(?:undeliver(?:able|ed)(?: mail)?\s?:|undelivered mail returned|(?:mail|message|e-?mail) delivery (?:(?:has )?failed|failure|status|delayed|subsystem)|delivery status notification|failure notice|returned mail|mail system error|(?:nicht zustellbar|unzustellbar)\s?:|non (?:remis|distribuable|delivre)\s?:|echec de (?:la )?(?:remise|distribution) (?:du|d'un) (?:message|courrier)|(?:correo|mensaje) (?:no entregado|devuelto)|no se (?:puede|pudo|ha podido) entregar\s?:|mancata consegna\s?:|onbestelbaar\s?:)/;

/** What mail servers write into a notice that a mail was not delivered. */
export const FAILURE_SAYINGS: readonly RegExp[] = [
  /\b(?:message|e-?mail|mail|delivery)\b.{0,80}\b(?:could not be delivered|couldn't be delivered|wasn't delivered|was not delivered|has failed|failed)\b.{0,60}\b(?:recipients?|addresse?s?|mailbox)\b|\bcould not be delivered to (?:one or more|the following|its)\b/,
  /\b(?:nachricht|e-?mail|mail)\b.{0,80}\bnicht (?:zugestellt|ubermittelt)\b|\b(?:message|courriel|e-?mail)\b.{0,60}\bn'a pas pu etre (?:remis|distribue|livre)|\b(?:mensaje|correo)\b.{0,60}\bno (?:se ha podido|pudo|se pudo|ha podido) (?:ser )?entrega/,
  /\b(?:created automatically by mail delivery software|this is the mail (?:system|delivery)|mail delivery (?:sub)?system|permanent (?:fatal )?(?:error|failure)s?)\b/,
  /\b(?:final-recipient|diagnostic-code|reporting-mta|remote-mta|original-recipient|action: failed)\b/,
  /\b(?:55[0-4]|5\.\d\.\d{1,2})\b.{0,80}\b(?:user|mailbox|recipient|relay|quota)\b|\b(?:user unknown|mailbox (?:full|unavailable|not found)|address not found|recipient address rejected)\b/,
];
