package io.sluicegate.console.web;

import static io.sluicegate.console.Samples.NOON;
import static io.sluicegate.console.Samples.command;
import static io.sluicegate.console.Samples.deployment;
import static io.sluicegate.console.Samples.entry;
import static io.sluicegate.console.Samples.prediction;
import static io.sluicegate.console.Samples.report;
import static io.sluicegate.console.Samples.status;
import static io.sluicegate.console.Samples.textReport;
import static io.sluicegate.console.Samples.trigger;
import static io.sluicegate.console.Samples.version;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sluicegate.console.Samples;
import io.sluicegate.console.domain.Fact.Audited;
import io.sluicegate.console.domain.Fact.Beaten;
import io.sluicegate.console.domain.Fact.Buried;
import io.sluicegate.console.domain.Fact.Deployed;
import io.sluicegate.console.domain.Fact.Predicted;
import io.sluicegate.console.domain.Fact.Reported;
import io.sluicegate.console.domain.Fact.Triggered;
import io.sluicegate.console.domain.Fact.Unreadable;
import io.sluicegate.records.AuditKind;
import io.sluicegate.records.CommandKind;
import io.sluicegate.records.Deployment;
import io.sluicegate.records.DriftScope;
import io.sluicegate.records.Verdict;
import io.sluicegate.runtime.control.CommandNotWritten;
import io.sluicegate.testing.Browser;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page in a real browser. Skipped where the system has no Chromium. */
class PageIT {
    private static final String HOSTILE = "<img src=x onerror=\"window.owned=1\"><script>window.owned=1</script>";

    private static Browser browser;

    private final Served served = new Served();

    @BeforeAll
    static void start(@TempDir(cleanup = CleanupMode.NEVER) Path profile) throws Exception {
        var chromium = Browser.installed();
        assumeTrue(chromium.isPresent(), "no Chromium on the PATH: install it to test the page in a real browser");
        browser = Browser.start(chromium.get(), profile);
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void open() {
        browser.open(served.url());
    }

    @AfterEach
    void close() {
        served.close();
    }

    @Test
    void shouldShowTheFactsAsTheyCome() {
        browser.until("document.getElementById('link').textContent === 'live'");

        served.fold.add(new Deployed(trial()));
        served.fold.add(new Predicted(prediction("tx-1", "v1"), NOON, Optional.empty()));
        served.fold.add(new Reported(report(DriftScope.FEATURE, "amount", "v1", NOON, Verdict.DRIFTED)));

        browser.until("document.getElementById('latest').textContent.includes('tx-1')");
        assertThat(text("revision")).contains("revision 7");
        assertThat(text("places")).contains("v1", "v2", "10 % of keys");
        assertThat(text("drift")).contains("amount", "0.310 / 0.2", "drifted");
        assertThat(browser.evaluate("document.title").asText()).isEqualTo("fraud · Sluicegate");
    }

    @Test
    void shouldShowWhichValuesOfAStringFeatureShifted() {
        served.fold.add(new Deployed(trial()));
        served.fold.add(new Reported(textReport("category", "v1", "giftcards")));

        browser.until("document.getElementById('drift').textContent.includes('category')");

        assertThat(text("drift"))
                .contains("other values 0.0 % → 4.4 %", "“giftcards” 25.0 % → 20.0 %", "no value 1.0 % → 2.0 %")
                .contains("0.430 / 0.2", "χ² 120.500 / 34.3");
    }

    @Test
    void shouldShowHostileTextAsText() {
        var deployment = Samples.trial(7, HOSTILE, "v2", 1000);
        deployment.setChange(HOSTILE);
        var hostile = prediction(HOSTILE, HOSTILE);
        hostile.setReason(HOSTILE);
        var asked = command(HOSTILE, CommandKind.CANARY, HOSTILE);
        asked.setIssuedBy(HOSTILE);
        var trigger = trigger(HOSTILE);
        trigger.setReason(HOSTILE);
        served.fold.add(new Deployed(deployment));
        served.fold.add(new Predicted(hostile, NOON, Optional.empty()));
        served.fold.add(new Reported(report(DriftScope.FEATURE, HOSTILE, HOSTILE, NOON, Verdict.DRIFTED)));
        served.fold.add(new Reported(textReport("category", HOSTILE, HOSTILE)));
        served.fold.add(new Reported(report(DriftScope.OUTCOME, HOSTILE, HOSTILE, NOON, Verdict.DRIFTED)));
        served.fold.add(new Audited(entry(AuditKind.REFUSED, asked, null)));
        served.fold.add(new Triggered(trigger));
        served.fold.add(new Beaten(status(HOSTILE, Instant.now())));
        served.fold.add(new Buried(HOSTILE, HOSTILE, NOON));
        served.fold.add(new Unreadable(HOSTILE));

        browser.until("document.getElementById('dead').textContent.includes('<script>')");

        for (var part : new String[] {"places", "drift", "outcomes", "audit", "triggers", "latest", "instances"}) {
            assertThat(text(part)).as(part).contains(HOSTILE);
        }
        assertThat(text("drift")).contains("“" + HOSTILE.substring(0, 40) + "…” 25.0 % → 20.0 %");
        assertThat(browser.evaluate("document.querySelectorAll('main img, main script').length")
                        .asInt())
                .isZero();
        assertThat(browser.evaluate("'owned' in window").asBoolean()).isFalse();
    }

    @Test
    void shouldNameThePrimaryInARollback() {
        var deployment = trial();
        deployment.setWarm(List.of(version("v0")));
        served.fold.add(new Deployed(deployment));
        browser.until("!document.getElementById('rollback').disabled");

        browser.evaluate("document.getElementById('rollback').click();"
                + "document.getElementById('issuedBy').value = 'ada';"
                + "document.getElementById('reason').value = 'alarms';"
                + "document.getElementById('send').click()");

        browser.until("document.getElementById('dialog-outcome').textContent.startsWith('Sent.')");
        assertThat(text("dialog-what")).contains("Returns from v1 to v0. The trial of v2 also ends.");
        assertThat(served.commands.get(0).getKind()).isEqualTo(CommandKind.ROLLBACK);
        assertThat(served.commands.get(0).getVersion()).isEqualTo("v1");
        assertThat(served.commands.get(0).getExpectedRevision()).isEqualTo(7);
    }

    @Test
    void shouldSendAnAbortOnlyOnceItIsConfirmedAndShowWhatBecameOfIt() {
        served.fold.add(new Deployed(trial()));
        browser.until("!document.getElementById('abort').disabled");
        assertThat(browser.evaluate("document.getElementById('rollback').disabled")
                        .asBoolean())
                .as("there is no previous version")
                .isTrue();

        browser.evaluate("document.getElementById('abort').click()");
        assertThat(text("dialog-what")).contains("Ends the trial of v2; v1 decides for all keys again.");
        browser.evaluate("document.getElementById('send').click()");
        assertThat(served.commands).as("without name and reason").isEmpty();
        browser.evaluate("document.getElementById('issuedBy').value = 'ada';"
                + "document.getElementById('reason').value = 'alarms';"
                + "document.getElementById('send').click()");

        browser.until("document.getElementById('dialog-outcome').textContent.startsWith('Sent.')");
        assertThat(served.commands).hasSize(1);
        assertThat(served.commands.get(0).getKind()).isEqualTo(CommandKind.ABORT);
        assertThat(served.commands.get(0).getVersion()).isEqualTo("v2");
        assertThat(served.commands.get(0).getExpectedRevision()).isEqualTo(7);
        served.fold.add(new Audited(entry(AuditKind.ACCEPTED, served.commands.get(0), deployment(8, "v1"))));
        browser.until("document.getElementById('dialog-outcome').textContent === 'accepted: as asked'");
    }

    @Test
    void shouldShowWhyACommandWasNotSent() {
        served.fold.add(new Deployed(trial()));
        served.fault = new CommandNotWritten(new IllegalStateException("no broker"));
        browser.until("!document.getElementById('abort').disabled");

        browser.evaluate("document.getElementById('abort').click();"
                + "document.getElementById('issuedBy').value = 'ada';"
                + "document.getElementById('reason').value = 'alarms';"
                + "document.getElementById('send').click()");

        browser.until("document.getElementById('dialog-outcome').textContent.includes('no broker')");
        assertThat(browser.evaluate("document.getElementById('send').disabled").asBoolean())
                .isFalse();
    }

    @Test
    void shouldSayWhenWhatItShowsIsNotUpToDate() {
        served.trouble = Optional.of("the registry does not answer");
        browser.until("document.getElementById('notice').textContent.includes('the registry does not answer')");
        assertThat(browser.evaluate("document.getElementById('notice').hidden").asBoolean())
                .isFalse();

        served.trouble = Optional.empty();
        browser.until("document.getElementById('notice').hidden");
    }

    @Test
    void shouldPollWhileTheLiveConnectionIsLost() {
        browser.until("document.getElementById('link').textContent === 'live'");
        served.stopLive();
        served.fold.add(new Deployed(trial()));

        browser.until("document.getElementById('link').textContent === 'polling'");
        assertThat(text("revision")).contains("revision 7");
    }

    @ParameterizedTest
    @CsvSource({"1280,1000", "768,1000", "360,740"})
    void shouldFitItsWindow(int width, int height) throws Exception {
        served.fold.add(new Deployed(trial()));
        served.fold.add(new Predicted(prediction("x".repeat(120), "v1"), NOON, Optional.empty()));
        served.fold.add(new Reported(report(DriftScope.FEATURE, "y".repeat(60), "v1", NOON, Verdict.DRIFTED)));
        served.fold.add(new Reported(textReport("category", "v1", "z".repeat(10_000))));
        browser.viewport(width, height, false);
        browser.until("document.getElementById('latest').textContent.includes('xxx')");

        assertThat(browser.evaluate("document.documentElement.scrollWidth").asInt())
                .isLessThanOrEqualTo(width);
        browser.screenshot(Path.of("target", "page-" + width + ".png"));
    }

    private String text(String id) {
        return browser.evaluate("document.getElementById('" + id + "').textContent")
                .asText();
    }

    private static Deployment trial() {
        return Samples.trial(7, "v1", "v2", 1000);
    }
}
