"""Reports in the formats that other people's tools read: JUnit XML and SARIF."""
