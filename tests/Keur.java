// Validates PDFs with veraPDF: java -cp JAR Keur.java 3a,ua1 FILE...
// The jar holds veraPDF's validator and its profiles, but not the library that reads profiles, so
// they are read here. Prints a line per file and flavour, and the first failure of each broken rule.
import java.io.FileInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.ErrorArgument;
import org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.RuleId;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

public class Keur {
    public static void main(String[] args) throws Exception {
        java.util.logging.LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        boolean good = true;
        for (String flavour : args[0].split(",")) {
            ValidationProfile profile = readProfile(flavour);
            for (int n = 1; n < args.length; n++) {
                good &= validate(args[n], flavour, profile);
            }
        }
        System.exit(good ? 0 : 1);
    }

    static boolean validate(String file, String flavour, ValidationProfile profile) throws Exception {
        try (InputStream input = new FileInputStream(file);
                PDFAParser parser = Foundries.defaultInstance()
                        .createParser(input, PDFAFlavour.byFlavourId(flavour));
                PDFAValidator validator = Foundries.defaultInstance()
                        .createValidator(profile, 100, true, false, false)) {
            ValidationResult result = validator.validate(parser);
            System.out.println(flavour + " " + result.isCompliant() + " "
                    + result.getTotalAssertions() + " " + file);
            Set<RuleId> told = new HashSet<>();
            for (TestAssertion each : result.getTestAssertions()) {
                if (each.getStatus() == TestAssertion.Status.FAILED && told.add(each.getRuleId())) {
                    System.out.println("  " + each.getRuleId().getClause() + " "
                            + each.getMessage() + " @ " + each.getLocation().getContext());
                }
            }
            return result.isCompliant();
        }
    }

    static ValidationProfile readProfile(String flavour) throws Exception {
        String name = flavour.startsWith("ua")
                ? "PDFUA-" + flavour.substring(2) : "PDFA-" + flavour.toUpperCase();
        InputStream source = Foundries.class.getClassLoader()
                .getResourceAsStream("org/verapdf/pdfa/validation/" + name + ".xml");
        Element root = DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(source).getDocumentElement();
        Set<Rule> rules = new HashSet<>();
        for (Element rule : children(root, "rule")) {
            Element id = children(rule, "id").get(0);
            RuleId ruleId = Profiles.ruleIdFromValues(
                    PDFAFlavour.Specification.valueOf(id.getAttribute("specification")),
                    id.getAttribute("clause"), Integer.parseInt(id.getAttribute("testNumber")));
            List<ErrorArgument> arguments = new ArrayList<>();
            for (Element argument : children(rule, "argument")) {
                arguments.add(ErrorArgumentImpl.fromValues(
                        argument.getTextContent(), argument.getAttribute("name"), null));
            }
            rules.add(Profiles.ruleFromValues(ruleId, rule.getAttribute("object"),
                    "true".equals(rule.getAttribute("deferred")), rule.getAttribute("tags"),
                    text(rule, "description"), text(rule, "test"),
                    Profiles.errorFromValues(text(rule, "message"), arguments), new ArrayList<>()));
        }
        Set<Variable> variables = new HashSet<>();
        for (Element each : children(root, "variable")) {
            variables.add(Profiles.variableFromValues(each.getAttribute("name"),
                    each.getAttribute("object"), text(each, "defaultValue"), text(each, "value")));
        }
        return Profiles.profileFromValues(PDFAFlavour.byFlavourId(flavour),
                Profiles.profileDetailsFromValues(name, name, "veraPDF", new Date(0)),
                "", rules, variables);
    }

    static List<Element> children(Element parent, String tag) {
        NodeList found = parent.getElementsByTagName(tag);
        List<Element> all = new ArrayList<>();
        for (int n = 0; n < found.getLength(); n++) {
            all.add((Element) found.item(n));
        }
        return all;
    }

    static String text(Element parent, String tag) {
        List<Element> found = children(parent, tag);
        return found.isEmpty() ? "" : found.get(0).getTextContent();
    }
}
