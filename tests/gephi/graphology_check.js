// Reads each GEXF file named with Gephi Lite's parser and prints what it holds: one JSON a line.
// The first argument is the folder that has node_modules.
const { createRequire } = require("node:module");
const { readFileSync } = require("node:fs");
const { join } = require("node:path");

const [folder, ...files] = process.argv.slice(2);
const load = createRequire(join(folder, "package.json"));
const { MultiDirectedGraph } = load("graphology");
const gexf = load("graphology-gexf");

for (const file of files) {
  const graph = gexf.parse(MultiDirectedGraph, readFileSync(file, "utf8"));
  const nodes = graph.mapNodes((id, attributes) => ({ id, attributes }));
  const edges = graph.mapEdges((id, attributes, source, target) => ({ id, source, target, attributes }));
  console.log(JSON.stringify({ nodes, edges }));
}
