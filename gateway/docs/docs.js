// Shows /api/openapi.json: operations by tag with parameters, schemas and a form to try them. No libraries.

const METHODS = ["get", "post", "put", "patch", "delete"];
const DEEPEST = 6;

/** An element with text or children; everything from the document enters the page as text, never as HTML. */
function make(name, attributes, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes ?? {})) {
    element.setAttribute(key, value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

function nameOf(reference) {
  return reference.split("/").pop();
}

function resolve(schema, schemas) {
  return schema?.$ref ? (schemas[nameOf(schema.$ref)] ?? {}) : (schema ?? {});
}

/** A schema's type in a few words: "string (date-time)", "list of SessionOut", "string or null". */
function typeOf(schema) {
  if (!schema) return "any";
  if (schema.$ref) return nameOf(schema.$ref);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return choices.map(typeOf).join(" or ");
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  if (schema.type === "array") return `list of ${typeOf(schema.items)}`;
  const type = Array.isArray(schema.type) ? schema.type.join(" or ") : (schema.type ?? "any");
  return schema.format ? `${type} (${schema.format})` : type;
}

function limitsOf(schema) {
  const names = ["minLength", "maxLength", "minimum", "maximum", "minItems", "maxItems", "pattern", "default"];
  return names.filter((name) => schema[name] !== undefined).map((name) => `${name} ${schema[name]}`).join(", ");
}

/** An example value of a schema, to begin a request body with. */
function sampleOf(given, schemas, depth = 0) {
  const schema = resolve(given, schemas);
  if (schema.examples?.length) return schema.examples[0];
  if (schema.default !== undefined) return schema.default;
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return sampleOf(choices[0], schemas, depth + 1);
  if (depth > DEEPEST) return null;
  if (schema.type === "array") return [sampleOf(schema.items, schemas, depth + 1)];
  if (schema.type === "integer" || schema.type === "number") return schema.minimum ?? 0;
  if (schema.type === "boolean") return false;
  if (schema.properties) {
    const entries = Object.entries(schema.properties);
    return Object.fromEntries(entries.map(([name, value]) => [name, sampleOf(value, schemas, depth + 1)]));
  }
  if (schema.type === "object") return {};
  return schema.format === "date-time" ? new Date().toISOString() : "";
}

function table(headings, rows) {
  const head = make("tr", null, ...headings.map((heading) => make("th", { scope: "col" }, heading)));
  const body = rows.map((row) => make("tr", null, ...row.map((cell) => make("td", null, cell ?? ""))));
  return make("table", null, make("thead", null, head), make("tbody", null, ...body));
}

function parametersOf(operation) {
  const rows = operation.parameters.map((parameter) => [
    make("code", null, parameter.name),
    parameter.in + (parameter.required ? ", required" : ""),
    typeOf(parameter.schema),
    [parameter.description, limitsOf(parameter.schema ?? {})].filter(Boolean).join(" · "),
  ]);
  return [make("h3", null, "Parameters"), table(["Name", "Where", "Type", "About"], rows)];
}

/** The fields of a schema, and below them those of the schemas it uses, each once. */
function fieldsOf(reference, schemas, shown = new Set()) {
  const parts = [];
  const waiting = [reference];
  while (waiting.length) {
    const next = waiting.shift();
    const name = next.$ref ? nameOf(next.$ref) : (next.title ?? "value");
    if (next.$ref && shown.has(name)) continue;
    shown.add(name);
    const schema = resolve(next, schemas);
    const required = new Set(schema.required ?? []);
    const rows = Object.entries(schema.properties ?? {}).map(([field, value]) => [
      make("code", null, field),
      typeOf(value) + (required.has(field) ? ", required" : ""),
      [value.description, limitsOf(value)].filter(Boolean).join(" · "),
    ]);
    const about = schema.description ? make("p", { class: "soft" }, schema.description) : null;
    parts.push(make("h3", null, name), about, rows.length ? table(["Field", "Type", "About"], rows) : typeOf(schema));
    JSON.stringify(schema, (key, value) => {
      if (key === "$ref" && typeof value === "string") waiting.push({ $ref: value });
      return value;
    });
  }
  return parts;
}

function answersOf(operation, schemas) {
  const shown = new Set(["Problem"]);
  return Object.entries(operation.responses).flatMap(([status, answer]) => {
    const schema = Object.values(answer.content ?? {})[0]?.schema;
    const line = make("p", null, make("code", null, status), ` ${answer.description ?? ""} `, schema ? typeOf(schema) : "");
    const wanted = schema && (!schema.$ref || !shown.has(nameOf(schema.$ref)));
    return [line, ...(wanted && status.startsWith("2") ? fieldsOf(schema, schemas, shown) : [])];
  });
}

async function send(path, method, operation, form) {
  const values = new FormData(form);
  const headers = { Accept: "application/json" };
  const token = document.getElementById("token").value.trim();
  if (token) headers.Authorization = `Bearer ${token}`;
  const query = new URLSearchParams();
  let address = path;
  for (const parameter of operation.parameters) {
    const value = String(values.get(parameter.name) ?? "");
    if (parameter.in === "path") address = address.replace(`{${parameter.name}}`, encodeURIComponent(value));
    else if (value && parameter.in === "query") query.append(parameter.name, value);
    else if (value && parameter.in === "header") headers[parameter.name] = value;
  }
  const body = values.get("request body") ?? undefined;
  if (body !== undefined) headers["Content-Type"] = "application/json";
  const search = query.size ? `?${query}` : "";
  return fetch(address + search, { method: method.toUpperCase(), headers, body, credentials: "omit" });
}

async function show(answer, place) {
  const text = await answer.text();
  let pretty = text;
  try {
    pretty = JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    // Not JSON: shown as it came.
  }
  const etag = answer.headers.get("etag");
  place.textContent = `${answer.status}${etag ? `  ETag ${etag}` : ""}\n${pretty}`;
}

function tryIt(path, method, operation, schemas) {
  const inputs = operation.parameters.map((parameter) => {
    const input = make("input", { name: parameter.name, autocomplete: "off" });
    if (parameter.required) input.required = true;
    if (parameter.name === "Idempotency-Key") input.value = crypto.randomUUID?.() ?? String(Date.now());
    return make("label", null, `${parameter.name} (${parameter.in})`, input);
  });
  const schema = operation.requestBody?.content?.["application/json"]?.schema;
  const area = schema ? make("textarea", { name: "request body", spellcheck: "false" }) : null;
  if (area) area.value = JSON.stringify(sampleOf(schema, schemas), null, 2);
  const result = make("pre", { role: "status" });
  result.hidden = true;
  const form = make("form", null, ...inputs, area && make("label", null, "request body", area), make("button", null, "Send"), result);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    result.hidden = false;
    result.textContent = "…";
    try {
      await show(await send(path, method, operation, form), result);
    } catch (error) {
      result.textContent = `Nothing came back: ${error.message}`;
    }
  });
  return make("details", null, make("summary", null, "Try it"), form);
}

function operationOf(path, method, given, schemas) {
  const operation = { responses: {}, ...given, parameters: given.parameters ?? [] };
  const body = operation.requestBody?.content?.["application/json"]?.schema;
  const title = [
    make("span", { class: "method" }, method.toUpperCase()),
    make("span", { class: "path" }, path),
    make("span", { class: "summary" }, operation.summary ?? ""),
    operation.security?.length === 0 ? make("span", { class: "soft" }, "public") : null,
  ];
  const details = make("details", { class: "operation", id: operation.operationId }, make("summary", null, ...title.filter(Boolean)));
  details.dataset.words = `${method} ${path} ${operation.operationId} ${operation.tags} ${operation.summary}`.toLowerCase();
  // The inside is made when it is first opened: a whole API at once would be slow on a phone.
  details.addEventListener("toggle", () => {
    if (details.childElementCount > 1) return;
    details.append(make("div", null,
      operation.description ? make("p", null, operation.description) : null,
      ...(operation.parameters.length ? parametersOf(operation) : []),
      ...(body ? [make("h3", null, "Body"), ...fieldsOf(body, schemas)] : []),
      make("h3", null, "Answers"), ...answersOf(operation, schemas),
      tryIt(path, method, operation, schemas)));
  });
  return details;
}

function sectionsOf(api) {
  const schemas = api.components?.schemas ?? {};
  return (api.tags ?? []).map(({ name }) => {
    const operations = Object.entries(api.paths).flatMap(([path, item]) =>
      METHODS.filter((method) => item[method]?.tags?.includes(name)).map((method) =>
        operationOf(path, method, item[method], schemas)));
    return make("section", { "aria-label": name }, make("h2", null, name), ...operations);
  });
}

function find(words) {
  for (const section of document.querySelectorAll("section")) {
    const operations = [...section.querySelectorAll("details.operation")];
    for (const operation of operations) operation.hidden = !operation.dataset.words.includes(words);
    section.hidden = operations.every((operation) => operation.hidden);
  }
}

async function start() {
  const status = document.getElementById("status");
  try {
    const answer = await fetch("/api/openapi.json", { credentials: "omit" });
    const api = await answer.json();
    if (!answer.ok) throw new Error(api.detail);
    document.getElementById("about").textContent = `${api.info.description} Version ${api.info.version}.`;
    status.remove();
    document.getElementById("operations").append(...sectionsOf(api));
    document.getElementById(location.hash.slice(1))?.setAttribute("open", "");
  } catch (error) {
    status.textContent = `The document cannot be shown: ${error.message}`;
  }
  document.getElementById("find").addEventListener("input", (event) => find(event.target.value.trim().toLowerCase()));
}

start();
