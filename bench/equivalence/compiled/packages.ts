/** Small modules, chosen before anything was measured on them. */
export const goModules = [
  ...[
    'github.com/iancoleman/strcase@v0.3.0',
    'github.com/huandu/xstrings@v1.6.3',
    'github.com/fatih/camelcase@v1.0.0',
  ],
  ...[
    'github.com/ryanuber/go-glob@v1.0.0',
    'github.com/armon/go-radix@v1.0.0',
    'github.com/jinzhu/inflection@v1.0.0',
  ],
  ...['github.com/mattn/go-shellwords@v1.0.16', 'github.com/mitchellh/go-wordwrap@v1.0.1'],
  ...['github.com/agnivade/levenshtein@v1.2.2', 'github.com/dustin/go-humanize@v1.1.0'],
] as const;

export const crates = [
  ...['hex@0.4.3', 'strsim@0.11.1', 'heck@0.5.0', 'roman@0.2.2', 'wildmatch@2.7.0', 'natord@1.0.9'],
  ...['bytesize@2.7.0', 'percent-encoding@2.3.2', 'humantime@2.4.0', 'unindent@0.2.4'],
] as const;
