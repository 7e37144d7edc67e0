import type { Metadata, Viewport } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { headers } from "next/headers";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import type { ReactNode } from "react";
import { DensityProvider } from "@/components/layout/density";
import { DENSITY_SCRIPT } from "@/components/layout/density-script";
import { ThemeProvider } from "@/components/layout/theme";
import { TooltipProvider } from "@/components/ui/tooltip";
import { Toaster } from "@/components/ui/toast-place";
import { clockAttribute } from "@/server/api/demo-clock";
import { FONTS } from "./fonts";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "Steady", template: "%s · Steady" },
  description: "Hypercare for launches: feedback in, triage on one board, exit on figures.",
};

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#fbfbfc" },
    { media: "(prefers-color-scheme: dark)", color: "#0f1013" },
  ],
};

/** Where libraries that write style elements (scroll locks of dialogs) look for the nonce that lets them. */
const NONCE_SCRIPT = "self.__webpack_nonce__=document.currentScript.nonce;";

/** The document around every page: type, theme, density, tooltips, toasts and the address-bar state of filters. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const language = await getLocale();
  const words = await getTranslations("page");
  const nonce = (await headers()).get("x-nonce") ?? undefined;
  return (
    // The theme and the density are written on <html> before React arrives.
    <html lang={language} dir="ltr" suppressHydrationWarning className={FONTS} {...clockAttribute()}>
      <body>
        {/* Browsers hide the nonce from scripts, so the attribute never matches on hydration. */}
        <script
          nonce={nonce}
          suppressHydrationWarning
          dangerouslySetInnerHTML={{ __html: NONCE_SCRIPT + DENSITY_SCRIPT }}
        />
        <ThemeProvider nonce={nonce}>
          <DensityProvider>
            <NuqsAdapter>
              <TooltipProvider>{children}</TooltipProvider>
            </NuqsAdapter>
            <Toaster label={words("notifications")} />
          </DensityProvider>
        </ThemeProvider>
      </body>
    </html>
  );
}
