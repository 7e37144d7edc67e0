import type { Metadata } from "next";
import { BoardScreen } from "@/components/screens/board";

export const metadata: Metadata = { title: "Board" };

/** The launch's issues, by impact, effort and state. */
export default function BoardPage() {
  return <BoardScreen />;
}
