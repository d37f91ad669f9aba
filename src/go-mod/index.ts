export {
  type GoReading,
  type GoStatement,
  parseGoStatements,
  parsePublishedStatements,
} from './parse-go-statements.ts';
