/** Gives a test the exports of one TypeScript module, bundled in memory. */
import { build } from "esbuild";

export async function load(path) {
  const { outputFiles } = await build({ entryPoints: [path], bundle: true, format: "esm", write: false });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString("base64")}`);
}
