/**
 * A backup of an embedded installation: a folder with what its data folder had while nothing ran on it, and a list of what must be in
 * it, with checksums. Copied file by file, so that nothing but Node is needed to make, to read or to check it.
 */
import { createHash } from "node:crypto";
import {
  createReadStream,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { open } from "node:fs/promises";
import { dirname, join, resolve, sep } from "node:path";
import { root } from "./processes.mjs";
import { serversOf } from "./postgres-processes.mjs";

const MANIFEST = "manifest.json";
const FORM = 1;
/** What a server writes down about itself and its next start makes anew. */
const OF_ONE_RUN = /^(?:postmaster\.(?:pid|opts)|pg_internal\.init|pgsql_tmp.*)$/;
/** What belongs to a data folder beside the cluster: the passwords of its roles (the one of all, in older ones), and the secret. */
const BESIDE = ["postgres.passwords", "postgres.password", "secret"];

/** Every folder and file of a tree, by relative paths. @throws Error for anything else, such as a link: it leads out of the tree */
function treeOf(base, under = "") {
  const tree = { folders: [], files: [] };
  for (const entry of readdirSync(join(base, under), { withFileTypes: true }).sort((a, b) =>
    a.name < b.name ? -1 : 1,
  )) {
    const path = join(under, entry.name);
    if (OF_ONE_RUN.test(entry.name)) continue;
    if (entry.isDirectory()) {
      const inside = treeOf(base, path);
      tree.folders.push(path, ...inside.folders);
      tree.files.push(...inside.files);
    } else if (entry.isFile()) tree.files.push(path);
    else
      throw new Error(
        `${join(base, path)} is neither a file nor a folder; a backup with it would not be whole.`,
      );
  }
  return tree;
}

/** Files are small and many: each alone would wait for the disk. */
const AT_ONCE = 16;

/** Does something for each, several at once; the first that fails ends it. */
async function forEach(items, act) {
  const left = [...items].reverse();
  const work = async () => {
    for (let item = left.pop(); item !== undefined; item = left.pop()) await act(item);
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  } finally {
    left.length = 0;
  }
}

/** How long a file is, and the SHA-256 of what is in it. */
async function measure(path) {
  const hash = createHash("sha256");
  let bytes = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { bytes, sha256: hash.digest("hex") };
}

/** Copies one file, onto the disk, and answers with what `measure` says of the copy's source. */
async function copyFile(from, to) {
  const hash = createHash("sha256");
  const file = await open(to, "wx", 0o600);
  let bytes = 0;
  try {
    for await (const chunk of createReadStream(from, { highWaterMark: 1 << 20 })) {
      hash.update(chunk);
      bytes += chunk.length;
      await file.writeFile(chunk);
    }
    await file.datasync();
  } finally {
    await file.close();
  }
  return { bytes, sha256: hash.digest("hex") };
}

const majorOf = (data) => readFileSync(join(data, "PG_VERSION"), "utf8").trim();

/**
 * Writes a backup of a data folder on which nothing runs; the caller holds the folder.
 * @param {{ folder: string, target: string }} options folder: the data folder; target: a folder that is not there yet, or empty
 * @returns {Promise<{ files: number, bytes: number, hasSecret: boolean }>}
 * @throws Error when there is nothing to back up, a server runs on it, or the target is in the way; nothing is left behind then
 */
export async function writeBackup({ folder, target }) {
  const data = join(folder, "postgres");
  if (!existsSync(join(data, "PG_VERSION"))) throw new Error(`There is no embedded database in ${folder}.`);
  const [server] = serversOf(data);
  if (server) throw new Error(`A database server runs on ${data} (process ${server.pid}). Stop it first.`);
  if (existsSync(target) && (!lstatSync(target).isDirectory() || readdirSync(target).length > 0))
    throw new Error(`${target} is there already. Give the backup a name of its own.`);
  if (`${resolve(target)}${sep}`.startsWith(`${resolve(data)}${sep}`))
    throw new Error(`${target} is inside the database that is to be backed up.`);
  const partial = `${target}.partial`;
  rmSync(partial, { recursive: true, force: true });
  try {
    mkdirSync(dirname(resolve(target)), { recursive: true });
    mkdirSync(partial, { mode: 0o700 });
  } catch (error) {
    if (error.code !== "EACCES") throw error;
    throw new Error(
      `The user who owns the data may not make ${partial}: name a folder in which this user may.`,
    );
  }
  try {
    const tree = treeOf(folder, "postgres");
    const beside = BESIDE.filter((name) => existsSync(join(folder, name)));
    const folders = ["postgres", ...tree.folders];
    for (const path of folders) mkdirSync(join(partial, path), { mode: 0o700 });
    const files = [];
    await forEach([...tree.files, ...beside], async (path) => {
      const before = lstatSync(join(folder, path));
      files.push({ path, ...(await copyFile(join(folder, path), join(partial, path))) });
      const after = lstatSync(join(folder, path));
      if (after.mtimeMs !== before.mtimeMs || after.size !== before.size)
        throw new Error(`${path} was written to meanwhile.`);
    });
    if (serversOf(data).length) throw new Error("A database server was started meanwhile.");
    const manifest = {
      form: FORM,
      madeAt: new Date().toISOString(),
      steady: JSON.parse(readFileSync(join(root, "package.json"), "utf8")).version,
      postgres: majorOf(data),
      hasSecret: beside.includes("secret"),
      folders,
      files,
    };
    writeFileSync(join(partial, MANIFEST), `${JSON.stringify(manifest, null, 1)}\n`, {
      mode: 0o600,
      flush: true,
    });
    if (existsSync(target)) rmSync(target, { recursive: true });
    renameSync(partial, target);
    return {
      files: files.length,
      bytes: files.reduce((sum, f) => sum + f.bytes, 0),
      hasSecret: manifest.hasSecret,
    };
  } catch (error) {
    rmSync(partial, { recursive: true, force: true });
    throw new Error(`No backup was made: ${error.message}`);
  }
}

/** Names that stay below where they are joined to. */
const isInside = (path) =>
  typeof path === "string" && path !== "" && !path.split(/[\\/]/).includes("..") && !path.includes("\0");

/** Whether this is a folder that `writeBackup` made. */
export const isBackup = (path) => existsSync(join(path, MANIFEST));

/**
 * What a backup says of itself.
 * @returns {{ madeAt: string, steady: string, postgres: string, hasSecret: boolean, folders: string[],
 *   files: { path: string, bytes: number, sha256: string }[] }}
 * @throws Error when it cannot be read, or is of a form that this version does not know
 */
export function readManifest(backup) {
  let manifest;
  try {
    manifest = JSON.parse(readFileSync(join(backup, MANIFEST), "utf8"));
  } catch (error) {
    throw new Error(`${join(backup, MANIFEST)} cannot be read: ${error.message}`);
  }
  if (manifest.form !== FORM)
    throw new Error(
      `This backup is of form ${manifest.form}, made by Steady ${manifest.steady}; this version reads form ${FORM} only.`,
    );
  const paths = [...(manifest.folders ?? []), ...(manifest.files ?? []).map((f) => f?.path)];
  if (paths.length === 0 || !paths.every(isInside)) throw new Error(`${join(backup, MANIFEST)} is damaged.`);
  return manifest;
}

/**
 * Reads every byte of a backup.
 * @throws Error naming a file that is not what was backed up, is missing, or was never in it
 */
export async function assertUndamaged(backup) {
  const { files } = readManifest(backup);
  const listed = new Set(files.map((f) => f.path));
  const stranger = treeOf(backup).files.find((path) => path !== MANIFEST && !listed.has(path));
  if (stranger) throw new Error(`The backup is damaged: ${stranger} does not belong to it.`);
  const missing = files.find(({ path }) => !existsSync(join(backup, path)));
  if (missing) throw new Error(`The backup is damaged: ${missing.path} is missing.`);
  await forEach(files, async (file) => assertSame(file, await measure(join(backup, file.path))));
}

function assertSame({ path, bytes, sha256 }, found) {
  if (found.bytes !== bytes || found.sha256 !== sha256)
    throw new Error(`The backup is damaged: ${path} is not what was backed up.`);
}

/** Copies a backup into a folder that is there and empty. @throws Error as `assertUndamaged`, about what was read while copying */
export async function copyBackup(backup, to) {
  const { folders, files } = readManifest(backup);
  for (const path of folders) mkdirSync(join(to, path), { mode: 0o700 });
  await forEach(files, async (file) =>
    assertSame(file, await copyFile(join(backup, file.path), join(to, file.path))),
  );
}
