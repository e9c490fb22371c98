package io.sluicegate.launcher.doctor;

import io.sluicegate.scorer.onnx.CaseLocale;
import java.util.List;

/** Tries the locales that models with a StringNormalizer change the case of strings by. */
record LocaleCheck() implements Check {

    @Override
    public String name() {
        return "locale";
    }

    @Override
    public List<Finding> findings() {
        return List.of(finding(CaseLocale.isKnown(CaseLocale.DEFAULT), CaseLocale.isKnown(CaseLocale.PLAIN)));
    }

    static Finding finding(boolean hasDefault, boolean hasPlain) {
        if (hasDefault) {
            return Finding.ok(CaseLocale.DEFAULT, "is here; models that change the case of strings run");
        }
        return hasPlain
                ? Finding.ok(
                        CaseLocale.DEFAULT,
                        "isn't here; models that change the case of strings run by " + CaseLocale.PLAIN
                                + ", which has the same rules")
                : Finding.warning(
                        CaseLocale.DEFAULT,
                        "isn't here, nor is " + CaseLocale.PLAIN
                                + "; models that change the case of strings (StringNormalizer) can't be loaded",
                        "install a locale: on Debian, apt-get install locales-all");
    }
}
