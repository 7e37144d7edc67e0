"use client";
import { Printer } from "lucide-react";
import { Button } from "@/components/ui/button";

/** Prints the page as it is. */
export function PrintButton({ label = "Print" }: { label?: string }) {
  return (
    <Button icon={<Printer aria-hidden />} onClick={() => window.print()}>
      {label}
    </Button>
  );
}
