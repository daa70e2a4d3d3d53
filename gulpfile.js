const { dest, src } = require('gulp');

// tsc emits only JavaScript; n8n also reads, from dist, each node's icon, codex file and schemas of its
// output.
function buildAssets() {
	return src('nodes/**/*.{svg,json}', { base: 'nodes' }).pipe(dest('dist/nodes'));
}

exports['build:assets'] = buildAssets;
exports.default = buildAssets;
