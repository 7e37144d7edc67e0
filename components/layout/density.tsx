"use client";
import { createContext, useCallback, useContext, useMemo, useSyncExternalStore, type ReactNode } from "react";
import { DENSITY_KEY } from "./density-script";

export const DENSITIES = ["dense", "comfortable"] as const;
export type Density = (typeof DENSITIES)[number];

const CHANGED = "steady:density";
const ROW_HEIGHT_PX: Readonly<Record<Density, number>> = { dense: 36, comfortable: 44 };

type DensityValue = {
  density: Density;
  /** The height of one row, for virtual lists. */
  rowHeightPx: number;
  setDensity: (density: Density) => void;
};

const DensityContext = createContext<DensityValue>({
  density: "dense",
  rowHeightPx: ROW_HEIGHT_PX.dense,
  setDensity: () => undefined,
});

/** The reader's row height, kept in this browser. */
export function DensityProvider({ children }: { children: ReactNode }) {
  const density = useSyncExternalStore(subscribe, readDensity, () => "dense" as const);
  const setDensity = useCallback((next: Density) => {
    try {
      localStorage.setItem(DENSITY_KEY, next);
    } catch {
      // Storage may be refused; the setting then lasts as long as the page.
    }
    document.documentElement.dataset["density"] = next;
    window.dispatchEvent(new Event(CHANGED));
  }, []);
  const value = useMemo(
    () => ({ density, rowHeightPx: ROW_HEIGHT_PX[density], setDensity }),
    [density, setDensity],
  );
  return <DensityContext value={value}>{children}</DensityContext>;
}

/** The reader's density and its row height. */
export function useDensity(): DensityValue {
  return useContext(DensityContext);
}

function readDensity(): Density {
  return document.documentElement.dataset["density"] === "comfortable" ? "comfortable" : "dense";
}

function subscribe(onChange: () => void): () => void {
  const onStorage = (event: StorageEvent) => {
    if (event.key !== DENSITY_KEY) return;
    document.documentElement.dataset["density"] = event.newValue === "comfortable" ? "comfortable" : "dense";
    onChange();
  };
  window.addEventListener(CHANGED, onChange);
  window.addEventListener("storage", onStorage);
  return () => {
    window.removeEventListener(CHANGED, onChange);
    window.removeEventListener("storage", onStorage);
  };
}
