"use client";
import { Share2 } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { later } from "@/components/ui/load-when-idle";

const ShareDialog = later(() => import("./exit-share-dialog").then(({ ShareDialog: Dialog }) => Dialog));

/** Opens the dialog in which a report is shared, and in which open ones are revoked. */
export function ShareReport() {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button icon={<Share2 aria-hidden />} onClick={() => setIsOpen(true)}>
        Share report
      </Button>
      {isOpen && <ShareDialog onClose={() => setIsOpen(false)} />}
    </>
  );
}
