const quote = (text) => JSON.stringify(text);

/** The usual credentials of a connector: the first type that it names. */
function usualAuth({ auth }) {
  const [[type, fields]] = Object.entries(auth);
  return { type, fields };
}

/** A layer of configuration: where every processor is, and which environment variables hold its credentials. */
export function toLayer(connectors, baseUrls, { environment, title }) {
  const sections = connectors.map((connector) => {
    const { id } = connector;
    const { type, fields } = usualAuth(connector);
    const keys = Object.entries(fields).map(([key, label]) => `${key} = ${quote(`\${${`${id}_${key}`.toUpperCase()}}`)} # ${label}`);
    const { main, others } = baseUrls[id];
    const secondary = Object.entries(others).map(([host, addresses]) => `${host} = ${quote(addresses[environment])}`);
    const table = secondary.length === 0 ? [] : ["", `[${id}.secondary_base_urls]`, ...secondary];
    return [`[${id}]`, `base_url = ${quote(main[environment])}`, ...table, "", `[${id}.connector_auth.${type}]`, ...keys].join("\n");
  });
  return `# ${title}
# Made by \`pnpm generate\` of what the connectors declare. \${NAME} stands for the environment variable NAME.

${sections.join("\n\n")}
`;
}

/** The shape of the file with credentials for tests. */
export function toSampleAuth(connectors) {
  const sections = connectors.map((connector) => {
    const { fields } = usualAuth(connector);
    return [`[${connector.id}]`, ...Object.entries(fields).map(([key, label]) => `${key} = ${quote(label)}`)].join("\n");
  });
  return `# Credentials of the processors' sandboxes, for tests. Copy this file, put your own values in place of the descriptions,
# and point CONNECTOR_AUTH_FILE_PATH at the copy. Keep the copy out of version control.
# Made by \`pnpm generate\`.

${sections.join("\n\n")}
`;
}
