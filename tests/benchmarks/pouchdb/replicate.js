// Replicates the documents of a JSON lines file from one LevelDB into another, and prints how many seconds that took.
const fs = require('fs')
const PouchDB = require('pouchdb-node')

async function main (file, folder) {
  const documents = fs.readFileSync(file, 'utf8').trim().split('\n').map(line => JSON.parse(line))
  const source = new PouchDB(`${folder}/source`)
  const target = new PouchDB(`${folder}/target`)
  for (let start = 0; start < documents.length; start += 1000) {
    await source.bulkDocs(documents.slice(start, start + 1000))
  }
  const begun = process.hrtime.bigint()
  const result = await source.replicate.to(target, { batch_size: 1000 })
  const seconds = Number(process.hrtime.bigint() - begun) / 1e9
  const info = await target.info()
  if (!result.ok || info.doc_count !== documents.length) throw new Error('documents are missing')
  console.log(seconds)
}

main(process.argv[2], process.argv[3]).catch(error => { console.error(error); process.exit(1) })
