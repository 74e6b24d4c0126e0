// Bundles src/ with Cytoscape.js and fcose into graph.bundle.js and gathers the licence texts.
// Run `npm ci && npm run build`; the result is committed, so the app needs no Node.
import { build } from 'esbuild';
import { readFileSync, writeFileSync } from 'node:fs';

const BUNDLED = ['cytoscape', 'cytoscape-fcose', 'cose-base', 'layout-base'];

const licence = (name) => {
  const { version } = JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8'));
  const text = readFileSync(`node_modules/${name}/LICENSE`, 'utf8').trim();
  return `${name} ${version}\n${'='.repeat(name.length + version.length + 1)}\n${text}\n`;
};

await build({
  entryPoints: ['src/graph.js'],
  outfile: 'graph.bundle.js',
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  charset: 'utf8',
  legalComments: 'none',
  // The first line is a comment: Streamlit takes a text that begins like a path for a file's name.
  banner: { js: '/* innograph graph view, with Cytoscape.js and fcose (MIT): see LICENSES.txt */\n' },
});
writeFileSync('LICENSES.txt', BUNDLED.map(licence).join('\n'));
