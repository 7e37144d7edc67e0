/** What is in every inbox besides reports: advertising, tests, empty messages. */
import type { StoryLanguage } from "./problem";

export type NoiseLine = { language: StoryLanguage; text: string; title?: string; email?: string };

export const NOISE: readonly NoiseLine[] = [
  {
    language: "en",
    title: "Get on page 1 of Google in 30 days",
    email: "growth@rank-rocket.example",
    text:
      "Hi Larderline team, I was looking at your website and noticed it is not ranking for several keywords in " +
      "your niche. We are offering a FREE SEO audit and guaranteed page 1 results in 30 days. Are you available " +
      "for a quick 15 min call this week? Regards, Kevin, Rank Rocket Agency",
  },
  {
    language: "en",
    title: "Re: your invoice #88213",
    email: "billing@secure-docs.example",
    text: "Dear customer, your payment could not be processed. Kindly open the attached document to avoid suspension of your mailbox.",
  },
  {
    language: "en",
    title: "Crypto for merchants",
    email: "desk@coinlift.example",
    text:
      "Accept Bitcoin, USDT and 200+ coins in your shop with 0 % fees!!! Passive income up to 12 % per month " +
      "guaranteed. Join 50,000 merchants today, bonus code LARDER100.",
  },
  { language: "en", text: "test" },
  { language: "en", text: "test test 123" },
  { language: "en", text: "asdfasdf" },
  { language: "en", text: "." },
  { language: "en", text: "hello?" },
  { language: "de", text: "Test, bitte ignorieren" },
  { language: "fr", text: "essai" },
  { language: "es", text: "prueba 1 2 3" },
  {
    language: "en",
    title: "Guest post on your blog",
    email: "outreach@contentfarmers.example",
    text:
      "Hello dear, I am a professional writer and would love to publish a high quality article on your blog for " +
      "free, with one dofollow link to our casino partner. Please let me know your price for 3 links.",
  },
  {
    language: "en",
    title: "Mobile app development team available",
    email: "sales@bestappdevs.example",
    text:
      "Hope you are doing well. We are a leading app development company with 250+ developers. React Native, " +
      "Flutter, AI, Blockchain. Hourly rates from $12. May I send you our portfolio and client references?",
  },
  {
    language: "de",
    title: "Günstiger Strom für Ihr Gewerbe",
    email: "angebot@stromvergleich-sofort.example",
    text:
      "Sehr geehrte Damen und Herren, sparen Sie jetzt bis zu 40 % bei Ihren Stromkosten! Unverbindliches Angebot " +
      "in 2 Minuten. Klicken Sie auf den Link und füllen Sie das Formular aus.",
  },
  {
    language: "fr",
    title: "Financement rapide pour votre entreprise",
    email: "contact@credit-express.example",
    text:
      "Besoin de trésorerie ? Crédit professionnel de 5 000 à 500 000 € sans justificatif, réponse en 24 heures. " +
      "Répondez OUI à ce message.",
  },
  {
    language: "es",
    title: "Aumente sus seguidores",
    email: "info@masfollowers.example",
    text: "Consiga 10.000 seguidores reales en Instagram por solo 19,90 €. Entrega en 48 horas. Oferta válida solo hoy.",
  },
  {
    language: "en",
    title: "LED lights wholesale price",
    email: "amy@brightled-export.example",
    text:
      "Dear purchasing manager, we are manufacturer of LED panel light, good quality, best price, CE certificate. " +
      "Please send your inquiry, MOQ 100 pcs. Best regards, Amy",
  },
  { language: "en", text: "🔥🔥🔥 hot singles in your area click here 🔥🔥🔥" },
  {
    language: "en",
    title: "You have won",
    email: "claims@intl-lottery.example",
    text:
      "Congratulations! Your e-mail address was drawn in the international loyalty lottery, amount 850,000 EUR. " +
      "To claim send us full name, address and copy of passport.",
  },
  {
    language: "en",
    title: "Backlinks DA 70+",
    email: "links@dofollow-market.example",
    text: "Buy permanent do-follow backlinks DA70+ only $49. Increase traffic and sales. Unsubscribe by replying NO.",
  },
  {
    language: "de",
    text: "Können Sie mir sagen, ob Sie noch Aushilfsfahrer suchen? Führerschein Klasse B vorhanden. Bewerbung kann ich nachreichen.",
  },
  { language: "en", text: "qwertyuiop" },
  { language: "en", text: "-" },
  {
    language: "en",
    title: "Automatic reply: Out of office",
    text:
      "Thank you for your message. I am out of the office until Monday and will answer your mail after my return. " +
      "In urgent cases please contact my colleague at the front desk.",
  },
  {
    language: "de",
    title: "Abwesenheitsnotiz",
    text: "Vielen Dank für Ihre Nachricht. Ich bin bis einschließlich Freitag nicht im Haus. Ihre E-Mail wird nicht weitergeleitet.",
  },
];
