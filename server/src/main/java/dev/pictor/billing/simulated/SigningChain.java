package dev.pictor.billing.simulated;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.util.Base64;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/// Three certificates like Apple's, with the marks by which Apple's library knows what they are
/// for, and the key that signs with the last of them.
final class SigningChain {
  private static final AlgorithmIdentifier ECDSA =
      new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);
  private static final ASN1ObjectIdentifier INTERMEDIATE_MARK =
      new ASN1ObjectIdentifier("1.2.840.113635.100.6.2.1");
  private static final ASN1ObjectIdentifier SIGNER_MARK =
      new ASN1ObjectIdentifier("1.2.840.113635.100.6.11.1");

  /// Apple's certificates name a responder of OCSP; at this one nobody answers.
  private static final String RESPONDER = "http://127.0.0.1:9/";

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final List<byte[]> certificates;
  private final ECPrivateKey key;

  private SigningChain(List<byte[]> certificates, ECPrivateKey key) {
    this.certificates = certificates;
    this.key = key;
  }

  /// Good from ten years ago to the given time.
  static SigningChain until(Instant end) {
    Instant begin = Instant.now().minus(Duration.ofDays(3650));
    try {
      KeyPair root = keys();
      KeyPair middle = keys();
      KeyPair leaf = keys();
      var rootName = new X500Name("CN=Simulated Root CA");
      var middleName = new X500Name("CN=Simulated Developer Relations CA");
      var leafName = new X500Name("CN=Simulated Receipt Signing");
      var time = new Date[] {Date.from(begin), Date.from(end)};
      byte[] rootBytes =
          certificate(new Names(rootName, rootName), root, root.getPublic(), time, authority());
      var middleMarks = new ArrayList<>(authority());
      middleMarks.add(mark(INTERMEDIATE_MARK));
      middleMarks.add(responder());
      byte[] middleBytes =
          certificate(new Names(rootName, middleName), root, middle.getPublic(), time, middleMarks);
      byte[] leafBytes =
          certificate(
              new Names(middleName, leafName),
              middle,
              leaf.getPublic(),
              time,
              List.of(mark(SIGNER_MARK), responder()));
      return new SigningChain(
          List.of(leafBytes, middleBytes, rootBytes), (ECPrivateKey) leaf.getPrivate());
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("no certificates", e);
    }
  }

  private record Names(X500Name issuer, X500Name subject) {}

  private static KeyPair keys() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  private static List<Extension> authority() throws IOException {
    return List.of(
        Extension.create(Extension.basicConstraints, true, new BasicConstraints(true)),
        Extension.create(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign)));
  }

  private static Extension mark(ASN1ObjectIdentifier id) throws IOException {
    return Extension.create(id, false, DERNull.INSTANCE);
  }

  private static Extension responder() throws IOException {
    var name = new GeneralName(GeneralName.uniformResourceIdentifier, RESPONDER);
    var access = new AuthorityInformationAccess(AccessDescription.id_ad_ocsp, name);
    return Extension.create(Extension.authorityInfoAccess, false, access);
  }

  private static byte[] certificate(
      Names names, KeyPair issuer, PublicKey subject, Date[] time, List<Extension> extensions)
      throws GeneralSecurityException, IOException {
    var generator = new V3TBSCertificateGenerator();
    generator.setSerialNumber(new ASN1Integer(BigInteger.valueOf(System.nanoTime())));
    generator.setSignature(ECDSA);
    generator.setIssuer(names.issuer());
    generator.setSubject(names.subject());
    generator.setStartDate(new Time(time[0]));
    generator.setEndDate(new Time(time[1]));
    generator.setSubjectPublicKeyInfo(SubjectPublicKeyInfo.getInstance(subject.getEncoded()));
    generator.setExtensions(new Extensions(extensions.toArray(Extension[]::new)));
    TBSCertificate content = generator.generateTBSCertificate();
    Signature signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign(issuer.getPrivate());
    signature.update(content.getEncoded());
    return new DERSequence(new ASN1Encodable[] {content, ECDSA, new DERBitString(signature.sign())})
        .getEncoded();
  }

  /// The root, in DER.
  byte[] root() {
    return certificates.getLast().clone();
  }

  /// A JWS in Apple's form.
  String sign(Map<String, Object> claims) {
    var header =
        new JWSHeader.Builder(JWSAlgorithm.ES256)
            .x509CertChain(certificates.stream().map(Base64::encode).toList())
            .build();
    try {
      var jws = new JWSObject(header, new Payload(MAPPER.writeValueAsString(claims)));
      jws.sign(new ECDSASigner(key));
      return jws.serialize();
    } catch (JOSEException | JsonProcessingException e) {
      throw new IllegalStateException("cannot sign", e);
    }
  }
}
