import type { Operation } from './operation.ts';

const constants = new Set(['number', 'text', 'truth', 'nothing', 'bigint', 'letter']);
const mostData = 4;

/** A table is data that a task may prescribe: of a long one only its kind stays. */
export function shortenData(node: Operation): Operation {
  if (node.kids.length <= mostData || node.kids.filter(isData).length <= mostData) return node;
  return { ...node, op: 'table', kids: node.kids.filter((kid) => !isData(kid)) };
}

function isData(kid: Operation): boolean {
  if (constants.has(kid.op)) return true;
  return (kid.op === 'list' || kid.op === '{}') && kid.kids.every((one) => constants.has(one.op));
}
