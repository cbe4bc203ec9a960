/** The plugins that come with the server. */
module org.fakesmtp.plugins.standard {
    requires org.fakesmtp.api;
    requires org.slf4j;

    provides org.fakesmtp.api.Plugin with
            org.fakesmtp.plugins.standard.console.ConsolePlugin,
            org.fakesmtp.plugins.standard.spool.SpoolPlugin,
            org.fakesmtp.plugins.standard.RejectPlugin,
            org.fakesmtp.plugins.standard.DelayPlugin,
            org.fakesmtp.plugins.standard.FaultPlugin,
            org.fakesmtp.plugins.standard.GreylistPlugin,
            org.fakesmtp.plugins.standard.RatePlugin,
            org.fakesmtp.plugins.standard.QuotaPlugin,
            org.fakesmtp.plugins.standard.OutagePlugin,
            org.fakesmtp.plugins.standard.magic.MagicPlugin,
            org.fakesmtp.plugins.standard.LintPlugin;
}
