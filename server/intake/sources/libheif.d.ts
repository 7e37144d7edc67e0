/** The part of libheif-js that is used: it brings no types of its own. */
declare module "libheif-js/wasm-bundle.js" {
  type Shown = { data: Uint8ClampedArray; width: number; height: number };
  export type HeifImage = {
    get_width(): number;
    get_height(): number;
    /** Draws into `target`; tells null when it cannot. */
    display(target: Shown, done: (shown: Shown | null) => void): void;
  };
  const libheif: { HeifDecoder: new () => { decode(bytes: Uint8Array): HeifImage[] } };
  export default libheif;
}
