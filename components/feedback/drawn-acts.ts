import type { Query, QueryClient } from "@tanstack/react-query";
import { issuesIn, withIssues, type CachedIssue } from "./issue-cache";
import type { IssuePatch } from "./optimistic";

type Fields = Record<string, unknown>;
/** What one act shows of its issues, by id; and once it is answered, the version that each of them has with it. */
type Layer = { fields: Map<string, Fields>; versions: Map<string, number> };

/** So many answered acts are remembered, to be drawn over reads that began before they were written. */
const ANSWERED_MAX = 20;

/** An act that is drawn and waits for its answer. */
export type DrawnAct = {
  /**
   * It was done. It stays drawn over reads that are older than what it made of its issues.
   * @param versions the issues' versions with it, by id; without them, the next read counts
   */
  keep: (versions?: ReadonlyMap<string, number>) => void;
  /** It was not done with these issues, or with none: their fields show what they would without it. */
  takeOut: (ids?: Iterable<string>) => void;
};

/**
 * Acts as layers over what the server last said, so that each can be taken out by itself: what later acts draw, and what was read in the
 * meantime, stays. The latest act decides each field, unless what was read is as new as its answer.
 */
function drawingOver(queryClient: QueryClient) {
  const cache = queryClient.getQueryCache();
  let layers: Layer[] = [];
  /** What the server last said of the fields that are drawn, and of the version, by query and issue. */
  const known = new Map<string, Map<string, Fields>>();
  let stopListening: (() => void) | null = null;

  const isDrawn = (id: string) => layers.some((layer) => layer.fields.has(id) || layer.versions.has(id));
  const namesOf = (id: string) =>
    new Set(layers.flatMap((layer) => Object.keys(layer.fields.get(id) ?? {})).concat("version"));

  /** Keeps what a row says of its fields before they are drawn over; what is kept already stays. */
  const keepKnown = (query: Query, row: CachedIssue) => {
    const ofQuery = known.get(query.queryHash) ?? new Map<string, Fields>();
    known.set(query.queryHash, ofQuery);
    const fields = ofQuery.get(row.id) ?? {};
    ofQuery.set(row.id, fields);
    for (const name of namesOf(row.id)) if (!(name in fields)) fields[name] = (row as Fields)[name];
  };

  const shownOf = (id: string, base: Fields): Fields => {
    const shown = { ...base };
    for (const { fields, versions } of layers) {
      const version = versions.get(id);
      const isRead = version !== undefined && Number(base["version"]) >= version;
      for (const [name, value] of Object.entries(fields.get(id) ?? {}))
        shown[name] = isRead ? base[name] : value;
      if (version !== undefined && base["version"] !== undefined)
        shown["version"] = Math.max(Number(shown["version"]), version);
    }
    return shown;
  };

  const redraw = (query: Query) => {
    const ofQuery = known.get(query.queryHash);
    if (!ofQuery) return;
    const redrawn: string[] = [];
    const data = withIssues(query, (row) => {
      const base = ofQuery.get(row.id);
      if (!base) return row;
      const shown = shownOf(row.id, base);
      const changed = Object.keys(shown).filter((name) => !Object.is((row as Fields)[name], shown[name]));
      if (changed.length === 0) return row;
      redrawn.push(row.id);
      const next = { ...row, ...shown };
      // A list's row that never had a field does not get one that says nothing.
      for (const name of changed) if (shown[name] === undefined) Reflect.deleteProperty(next, name);
      return next;
    });
    // When it was read, and whether that is out of date, stays as it is.
    if (redrawn.length > 0) query.setState({ data });
  };

  const redrawAll = () => {
    for (const query of cache.getAll()) redraw(query);
    for (const ofQuery of known.values())
      for (const [id, fields] of ofQuery) {
        const names = namesOf(id);
        if (!isDrawn(id)) ofQuery.delete(id);
        else
          for (const name of Object.keys(fields)) if (!names.has(name)) Reflect.deleteProperty(fields, name);
      }
    if (layers.length > 0) return;
    stopListening?.();
    stopListening = null;
    known.clear();
  };

  /** Makes what an act did part of what is known: no earlier act draws over it any more. */
  const settle = (layer: Layer) => {
    if (!layers.includes(layer)) return;
    const earlier = layers.slice(0, layers.indexOf(layer));
    for (const [id, fields] of layer.fields) {
      const version = layer.versions.get(id);
      for (const ofQuery of known.values()) {
        const base = ofQuery.get(id);
        if (!base || (version !== undefined && Number(base["version"]) >= version)) continue;
        Object.assign(base, fields);
        if (version !== undefined && base["version"] !== undefined) base["version"] = version;
      }
      for (const { fields: drawn } of earlier)
        for (const name of Object.keys(fields)) Reflect.deleteProperty(drawn.get(id) ?? {}, name);
    }
    layers = layers.filter((other) => other !== layer);
  };

  const listen = () => {
    stopListening ??= cache.subscribe((event) => {
      if (event.type !== "updated" || event.action.type !== "success" || event.action.manual) return;
      const query = cache.get(event.query.queryHash);
      if (!query) return;
      known.delete(query.queryHash);
      for (const row of issuesIn(query)) if (isDrawn(row.id)) keepKnown(query, row);
      redraw(query);
    });
  };

  return (patches: ReadonlyMap<string, IssuePatch>): DrawnAct => {
    const layer: Layer = {
      fields: new Map([...patches].map(([id, patch]) => [id, { ...patch }])),
      versions: new Map(),
    };
    layers = [...layers, layer];
    listen();
    for (const query of cache.getAll()) {
      if (!issuesIn(query).some((row) => patches.has(row.id))) continue;
      // Whatever a read that runs brings may be older than this act.
      void queryClient.cancelQueries({ queryKey: query.queryKey, exact: true }, { silent: true });
      for (const row of issuesIn(query)) if (patches.has(row.id)) keepKnown(query, row);
    }
    redrawAll();
    return {
      keep: (versions) => {
        if (versions === undefined) settle(layer);
        else layer.versions = new Map(versions);
        const answered = layers.filter(({ versions: had }) => had.size > 0);
        for (const oldest of answered.slice(0, -ANSWERED_MAX)) settle(oldest);
        redrawAll();
      },
      takeOut: (ids = [...layer.fields.keys()]) => {
        for (const id of ids) layer.fields.delete(id);
        if (layer.fields.size === 0 && layer.versions.size === 0)
          layers = layers.filter((other) => other !== layer);
        redrawAll();
      },
    };
  };
}

const drawings = new WeakMap<QueryClient, ReturnType<typeof drawingOver>>();

/** Changes issues wherever they are shown, at once, until the act is answered. Reads that run are dropped: the answer asks again. */
export function drawAct(queryClient: QueryClient, patches: ReadonlyMap<string, IssuePatch>): DrawnAct {
  const draw = drawings.get(queryClient) ?? drawingOver(queryClient);
  drawings.set(queryClient, draw);
  return draw(patches);
}
