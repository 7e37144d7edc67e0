import { GeistSans } from "geist/font/sans";
import localFont from "next/font/local";

/** Keys, addresses and code are set in it, seldom on what shows first: fetched when there is some, not ahead of the scripts. */
const mono = localFont({
  src: "../node_modules/geist/dist/fonts/geist-mono/GeistMono-Variable.woff2",
  variable: "--font-geist-mono",
  weight: "100 900",
  preload: false,
  adjustFontFallback: false,
  fallback: ["ui-monospace", "monospace"],
});

/** Classes that name both faces for `app/globals.css`. */
export const FONTS = `${GeistSans.variable} ${mono.variable}`;
