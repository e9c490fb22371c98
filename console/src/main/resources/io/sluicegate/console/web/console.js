"use strict";

/* Shows the facts of one pipeline. All text is inserted as text nodes, never as markup. */

const byId = (id) => document.getElementById(id);
const number = new Intl.NumberFormat("en");

function element(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value !== undefined && value !== null) node.setAttribute(name, value);
  }
  node.append(...children.flat().filter((child) => child !== undefined && child !== null && child !== ""));
  return node;
}

const paragraph = (kind, ...children) => element("p", { class: kind }, ...children);
const badge = (kind, text) => element("span", { class: "badge " + kind }, text);
const id = (text) => element("span", { class: "id" }, text);
const words = (constant) => constant.toLowerCase().replaceAll("_", " ");

function moment(iso) {
  if (!iso) return "–";
  const date = new Date(iso);
  const today = new Date().toDateString() === date.toDateString();
  const clock = date.toLocaleTimeString("en-GB");
  const text = today ? clock : date.toLocaleDateString("sv") + " " + clock.slice(0, 5);
  return element("time", { datetime: iso, title: iso }, text);
}

function figure(value) {
  if (value === null || value === undefined) return "–";
  if (Number.isInteger(value)) return number.format(value);
  return Math.abs(value) >= 1000 ? number.format(Math.round(value)) : String(Number(value.toPrecision(3)));
}

function table(caption, columns, rows, nothing) {
  if (rows.length === 0) return paragraph("empty", nothing);
  const head = columns.map(([name, kind]) => element("th", { scope: "col", class: kind === "number" ? "number" : null }, name));
  const body = rows.map((cells) => element("tr", {}, cells.map((cell, column) => {
    const content = Array.isArray(cell) ? cell : [cell];
    const kind = columns[column][1];
    return kind === "row" ? element("th", { scope: "row" }, ...content) : element("td", { class: kind }, ...content);
  })));
  return element("table", { "aria-label": caption }, element("thead", {}, element("tr", {}, head)), element("tbody", {}, body));
}

/* At a glance */

function tile(name, value, unit, detail, picture) {
  return element("div", { class: "tile" },
    paragraph("name", name),
    paragraph("value", value, unit ? element("span", { class: "unit" }, unit) : null),
    paragraph("detail", detail),
    picture);
}

function bars(counts) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", `0 0 ${counts.length} 20`);
  svg.setAttribute("preserveAspectRatio", "none");
  svg.setAttribute("aria-hidden", "true");
  const highest = Math.max(1, ...counts);
  counts.forEach((count, second) => {
    const height = (count / highest) * 20;
    const bar = document.createElementNS(space, "rect");
    bar.setAttribute("x", second + 0.1);
    bar.setAttribute("width", 0.8);
    bar.setAttribute("y", 20 - height);
    bar.setAttribute("height", height);
    svg.append(bar);
  });
  return svg;
}

function milliseconds(latency) {
  return latency.count === 0 ? "–" : `p50 ${number.format(latency.p50)} · p95 ${number.format(latency.p95)}`;
}

function tiles(facts) {
  const traffic = facts.traffic;
  const features = facts.drift.filter((subject) => subject.scope === "FEATURE");
  const drifted = features.filter((subject) => subject.verdict === "DRIFTED").length;
  const dead = facts.deadLetters.reduce((sum, cause) => sum + cause.count, 0);
  const latency = traffic.latency.recent;
  return [
    tile("Throughput", figure(Math.round(traffic.perSecond * 10) / 10), "/s", "the last minute", bars(traffic.lastMinute)),
    tile("Latency, p99", latency.count === 0 ? "–" : number.format(latency.p99), latency.count === 0 ? "" : "ms", milliseconds(latency)),
    tile("Predictions", number.format(traffic.predictions), "", "since this console started"),
    tile("Features drifted", String(drifted), features.length ? "of " + features.length : "", "newest windows"),
    tile("Triggers", String(facts.triggers.length), "", facts.triggers.length ? ["last ", moment(facts.triggers[0].at)] : "none yet"),
    tile("Dead letters", number.format(dead), "", facts.deadLetters.length ? facts.deadLetters.length + " causes" : "none"),
  ];
}

/* Deployment */

function place(name, version, detail) {
  return element("div", { class: version ? "place on" : "place" },
    paragraph("name", name), paragraph("version", version ? version.version : "none"), paragraph("detail", detail));
}

const inRole = (deployment, role) => deployment.arms.filter((arm) => arm.role === role);
const primaryOf = (deployment) => inRole(deployment, "PRIMARY")[0];

const digest = (version) => (version ? [id(version.digest.slice(0, 12))] : "");

function places(facts) {
  const deployment = facts.deployment;
  if (!deployment) return [paragraph("empty", "No version is deployed yet. Register a bundle and deploy it.")];
  const share = (arm) => [figure(arm.percent), " % of keys · ", ...digest(arm)];
  const primary = primaryOf(deployment);
  const candidates = inRole(deployment, "CANDIDATE");
  const previous = deployment.warm[0];
  const shown = [
    place("Primary", primary, primary ? share(primary) : "no version decides yet"),
    ...(candidates.length ? candidates.map((arm) => place("Candidate", arm, share(arm))) : [place("Candidate", null, "no trial")]),
    ...inRole(deployment, "SHADOW").map((arm) => place("Shadow", arm, share(arm))),
    place("Previous", previous, previous ? ["still loaded · ", ...digest(previous)] : "no version to return to"),
  ];
  if (deployment.preparing) {
    shown.push(place("Preparing", deployment.preparing, [words(deployment.preparing.goal), " · until ", moment(deployment.preparing.deadline)]));
  }
  return shown;
}

function versions(facts) {
  const columns = [["Version", "row"], ["Role"], ["Predictions", "number"], ["Scored", "number"], ["Cached", "number"], ["Fallback", "number"], ["Rejected", "number"], ["Positive", "number"]];
  const rows = facts.traffic.versions.map((version) => [
    version.version, words(version.role), number.format(version.predictions),
    ...["SCORED", "CACHED", "FALLBACK", "REJECTED"].map((outcome) => number.format(version.outcomes[outcome] ?? 0)),
    version.predictions ? ((100 * version.positives) / version.predictions).toFixed(1) + " %" : "–",
  ]);
  return table("Predictions by version", columns, rows, "No predictions yet.");
}

/* Drift and outcomes */

const lowIsBad = new Set(["accuracy", "recall", "precision", "coverage"]);
const verdictKind = { HEALTHY: "good", DRIFTED: "bad", NO_DATA: "" };

function statistic(subject, name) {
  const found = subject.statistics.find((each) => each.name === name);
  if (!found) return "–";
  const value = found.value === null ? "–" : found.value.toFixed(3);
  if (found.threshold === null) return value;
  const over = found.value !== null && (lowIsBad.has(name) ? found.value < found.threshold : found.value > found.threshold);
  return [element("span", over ? { class: "over" } : {}, value), element("span", { class: "of" }, " / " + figure(found.threshold))];
}

/* Of a string feature chi-squared is measured instead of KS. */
function second(subject) {
  const chiSquared = subject.statistics.some((each) => each.name === "chiSquared");
  return chiSquared ? [element("span", { class: "of" }, "χ² "), statistic(subject, "chiSquared")].flat() : statistic(subject, "ks");
}

const LONGEST = 40;
const percent = (share) => (100 * share).toFixed(1) + " %";
const rowsOf = { OTHER: "other values", MISSING: "no value" };

function shareLine(share) {
  const characters = [...share.value];
  const short = characters.length > LONGEST ? characters.slice(0, LONGEST).join("") + "…" : share.value;
  const name = share.kind === "VALUE" ? "“" + short + "”" : rowsOf[share.kind] ?? words(share.kind);
  return element("li", {}, `${name} ${percent(share.reference)} → ${percent(share.window)}`);
}

function shares(subject) {
  if (subject.shares.length === 0) return null;
  return element("ul", { class: "shares", "aria-label": "shares that changed most, in the reference and in the window" }, subject.shares.slice(0, 3).map(shareLine));
}

function dots(verdicts) {
  const label = "last windows: " + verdicts.map(words).join(", ");
  return element("span", { class: "dots", role: "img", "aria-label": label, title: label }, verdicts.map((verdict) => element("i", { class: verdict })));
}

const window_ = (subject) => [moment(subject.windowStart), " – ", moment(subject.windowEnd)];
const verdict = (subject) => [badge(verdictKind[subject.verdict] ?? "", words(subject.verdict))];

function drift(facts) {
  const columns = [["Subject", "row"], ["Version"], ["PSI / limit", "number"], ["KS or χ² / limit", "number"], ["Rows", "number"], ["Missing", "number"], ["Late", "number"], ["Window"], ["Verdict"], ["History"]];
  const subjects = facts.drift.filter((subject) => subject.scope !== "OUTCOME");
  const worstFirst = [...subjects].sort((one, other) => (other.verdict === "DRIFTED") - (one.verdict === "DRIFTED"));
  const rows = worstFirst.map((subject) => [
    [subject.scope === "PREDICTION" ? subject.name + " (predictions)" : subject.name, shares(subject)],
    subject.version, statistic(subject, "psi"), second(subject),
    number.format(subject.rows), number.format(subject.missing), number.format(subject.late),
    window_(subject), verdict(subject), [dots(subject.verdicts)],
  ]);
  return table("Drift by feature", columns, rows, "No window has closed yet.");
}

function outcomes(facts) {
  const names = ["accuracy", "falsePositiveRate", "recall", "precision", "coverage"];
  const columns = [["Version", "row"], ...names.map((name) => [name.replace(/[A-Z]/g, (letter) => " " + letter.toLowerCase()), "number"]), ["Labels", "number"], ["Window"], ["Verdict"], ["History"]];
  const rows = facts.drift.filter((subject) => subject.scope === "OUTCOME").map((subject) => [
    subject.version, ...names.map((name) => statistic(subject, name)),
    number.format(subject.rows), window_(subject), verdict(subject), [dots(subject.verdicts)],
  ]);
  return table("Outcomes by version", columns, rows, "No labels have been joined yet.");
}

/* Audit, triggers, instances, dead letters */

const auditKind = { ACCEPTED: "good", ACTIVATED: "good", REFUSED: "bad", ABORTED: "warn", WITHDRAWN: "warn" };

function asked(command) {
  const what = [words(command.kind), command.version, command.percent === null ? null : figure(command.percent) + " %"];
  return what.filter(Boolean).join(" ");
}

function auditLine(entry) {
  const command = entry.command;
  const meta = [moment(entry.at), command ? " · by " + command.issuedBy : "", entry.revision === null ? "" : " · revision " + entry.revision];
  return element("li", { class: auditKind[entry.kind] },
    element("div", {}, badge(auditKind[entry.kind] ?? "", words(entry.kind)), " ", command ? asked(command) : ""),
    element("div", {}, entry.reason),
    command && command.reason && command.reason !== entry.reason ? element("div", {}, "“" + command.reason + "”") : null,
    element("div", { class: "meta" }, meta));
}

function triggerLine(trigger) {
  return element("li", { class: "warn" },
    element("div", {}, badge("warn", trigger.policy), " retrain " + trigger.model + ", currently " + trigger.baseVersion),
    element("div", {}, trigger.reason),
    element("div", { class: "meta" }, moment(trigger.at), ` · ${trigger.reports} reports · ${number.format(trigger.records)} records to read · `, id(trigger.correlationId)));
}

function list(label, lines, nothing) {
  return lines.length ? element("ol", { class: "audit", tabindex: "0", "aria-label": label }, lines) : paragraph("empty", nothing);
}

function latest(facts) {
  const columns = [["Event", "row"], ["Entity", "text"], ["Version"], ["Role"], ["Outcome"], ["Score", "number"], ["Positive"], ["Revision", "number"], ["Scored at"]];
  const rows = facts.traffic.latest.map((prediction) => [
    [id(prediction.eventId)], [id(prediction.entity)], prediction.version, words(prediction.role),
    prediction.reason ? words(prediction.outcome) + ": " + prediction.reason : words(prediction.outcome),
    prediction.score === null ? "–" : prediction.score.toFixed(4),
    prediction.positive === null ? "–" : prediction.positive ? "yes" : "no", number.format(prediction.revision), moment(prediction.at),
  ]);
  return table("Newest predictions", columns, rows, "No predictions yet.");
}

const instanceKind = { ALIVE: "good", LEFT: "", SILENT: "bad" };
const loadKind = { READY: "good", PREPARING: "warn", FAILED: "bad" };

function instances(facts) {
  const columns = [["Instance", "row"], ["State"], ["Revision", "number"], ["Versions", "text"], ["Heartbeat"]];
  const rows = facts.instances.map((instance) => [
    instance.instance, [badge(instanceKind[instance.state] ?? "", words(instance.state))], number.format(instance.revision),
    instance.versions.flatMap((version) => [
      badge(loadKind[version.state] ?? "", version.version + " " + words(version.state)), version.error ? " " + version.error + " " : " "]),
    moment(instance.at),
  ]);
  return table("Scorer instances", columns, rows, "No scorer has reported yet.");
}

function dead(facts) {
  const columns = [["Topic", "row"], ["Code"], ["Records", "number"], ["Last"]];
  const rows = facts.deadLetters.map((cause) => [cause.topic, [id(cause.code)], number.format(cause.count), moment(cause.last)]);
  for (const [topic, count] of Object.entries(facts.unreadable)) {
    rows.push([topic, ["unreadable for the console"], number.format(count), "–"]);
  }
  return table("Dead letters by cause", columns, rows, "None.");
}

/* Drawing: a part is redrawn only when its data has changed, so that focus and selection survive. */

const shown = new Map();
let newest = null;

function draw(target, data, content) {
  const key = JSON.stringify(data);
  if (shown.get(target) === key) return;
  shown.set(target, key);
  byId(target).replaceChildren(...[content()].flat());
}

function show(facts) {
  newest = facts;
  const deployment = facts.deployment;
  document.title = facts.pipeline + " · Sluicegate";
  draw("pipeline", facts.pipeline, () => facts.pipeline);
  draw("revision", deployment, () => (deployment ? `revision ${deployment.revision} · ${deployment.model} · ${deployment.change}` : "nothing deployed"));
  notice(facts);
  byId("abort").disabled = !unsettled(deployment);
  byId("rollback").disabled = !(deployment && deployment.warm.length);
  draw("tiles", [facts.traffic, facts.drift, facts.triggers, facts.deadLetters], () => tiles(facts));
  draw("places", deployment, () => places(facts));
  draw("versions", facts.traffic.versions, () => versions(facts));
  draw("drift", facts.drift, () => drift(facts));
  draw("outcomes", facts.drift, () => outcomes(facts));
  draw("audit", facts.audit, () => list("Audit, newest first", facts.audit.map(auditLine), "Nothing has been decided yet."));
  draw("triggers", facts.triggers, () => list("Triggers, newest first", facts.triggers.map(triggerLine), "No policy has asked for a new version yet."));
  draw("latest", facts.traffic.latest, () => latest(facts));
  draw("instances", facts.instances, () => instances(facts));
  draw("dead", [facts.deadLetters, facts.unreadable], () => dead(facts));
  followCommand(facts);
}

function notice(facts) {
  const paused = facts.deployment && facts.deployment.paused;
  const notices = [
    facts.trouble ? "This page is out of date: " + facts.trouble : null,
    paused ? "Changes are paused: rollout control obeys only abort, rollback and resume." : null,
  ].filter(Boolean);
  byId("notice").hidden = notices.length === 0;
  draw("notice", notices, () => notices.join(" "));
}

function link(state, text) {
  byId("link").dataset.state = state;
  if (byId("link").textContent !== text) byId("link").textContent = text;
}

/* Live through server-sent events; polling while the stream of events is down. */

let polling = null;

async function poll() {
  try {
    const reply = await fetch("api/facts", { cache: "no-store" });
    if (!reply.ok) throw new Error("status " + reply.status);
    show(await reply.json());
    link("polling", "polling");
  } catch {
    link("lost", "connection lost");
  }
}

function follow() {
  const source = new EventSource("api/facts/live");
  source.addEventListener("facts", (event) => {
    clearInterval(polling);
    polling = null;
    show(JSON.parse(event.data));
    link("live", "live");
  });
  source.onerror = () => {
    link("lost", "connection lost");
    polling ??= setInterval(poll, 2000);
    if (source.readyState === EventSource.CLOSED) setTimeout(follow, 5000);
  };
}

/* Commands */

let pending = null;

function outcome(kind, text) {
  byId("dialog-outcome").className = "outcome " + kind;
  byId("dialog-outcome").textContent = text;
}

/* The version whose trial, preparation or shadow an abort ends. */
function unsettled(deployment) {
  if (!deployment) return null;
  const unsettled = [...inRole(deployment, "CANDIDATE"), deployment.preparing, ...inRole(deployment, "SHADOW")].filter(Boolean)[0];
  return unsettled ? unsettled.version : null;
}

function askToAbort() {
  const { preparing } = newest.deployment;
  const [candidate] = inRole(newest.deployment, "CANDIDATE");
  const primary = primaryOf(newest.deployment);
  const version = unsettled(newest.deployment);
  const effect = candidate
    ? `Ends the trial of ${version}; ${primary.version} decides for all keys again.`
    : !preparing ? `Ends the shadow ${version}; ${primary.version} still decides.`
    : `Gives up ${preparing.goal === "ROLLBACK" ? "the rollback to" : "preparing"} ${version}; ${primary ? primary.version + " still decides" : "no version decides"}.`;
  ask("ABORT", version, "Abort", effect);
}

function askToRollBack() {
  const [candidate] = inRole(newest.deployment, "CANDIDATE");
  const primary = primaryOf(newest.deployment);
  const [previous] = newest.deployment.warm;
  const trial = candidate ? ` The trial of ${candidate.version} also ends.` : "";
  ask("ROLLBACK", primary.version, "Roll back", `Returns from ${primary.version} to ${previous.version}.${trial} `
    + `If an instance doesn't have ${previous.version} ready, the instances prepare it first; until then ${primary.version} decides.`);
}

/* The command names the version and the revision that the dialog showed when it opened. */
function ask(kind, version, label, effect) {
  byId("dialog-title").textContent = label + "?";
  byId("dialog-what").textContent = effect;
  byId("send").textContent = label;
  Object.assign(byId("form").dataset, { kind, version, revision: newest.deployment.revision });
  pending = null;
  byId("send").disabled = false;
  byId("reason").value = "";
  outcome("", "");
  byId("dialog").showModal();
}

async function send(event) {
  event.preventDefault();
  byId("send").disabled = true;
  outcome("", "Sending …");
  try {
    const { kind, version, revision } = byId("form").dataset;
    const body = new URLSearchParams({
      kind, version, issuedBy: byId("issuedBy").value, reason: byId("reason").value, expectedRevision: revision,
    });
    const reply = await fetch("api/commands", { method: "POST", body, headers: { "X-Sluicegate-Console": "command" } });
    const answer = await reply.json();
    if (!reply.ok) throw new Error(answer.error);
    pending = answer.commandId;
    outcome("", "Sent. Waiting for rollout control …");
    followCommand(newest);
  } catch (error) {
    outcome("bad", "Not sent: " + error.message);
    byId("send").disabled = false;
  }
}

function followCommand(facts) {
  const entry = pending && facts.audit.find((each) => each.command && each.command.commandId === pending);
  if (!entry) return;
  pending = null;
  outcome(auditKind[entry.kind], words(entry.kind) + ": " + entry.reason);
}

byId("abort").addEventListener("click", askToAbort);
byId("rollback").addEventListener("click", askToRollBack);
byId("cancel").addEventListener("click", () => byId("dialog").close());
byId("form").addEventListener("submit", send);
follow();
