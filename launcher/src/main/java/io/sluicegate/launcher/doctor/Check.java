package io.sluicegate.launcher.doctor;

import java.util.List;

/** One check of the doctor. It changes nothing, and needs no other check. */
interface Check {
    /** What is checked, in one word or two. */
    String name();

    /** What the check found; an exception becomes a finding, too. */
    List<Finding> findings() throws Exception;
}
